using System.Text.Json;
using System.Text.Json.Serialization;

namespace Watcher.Primitives;

/// <summary>Stores a primitive in JSON as the text it prints, as a value and as a key.</summary>
abstract class JsonText<T>(Func<string, T> parse) : JsonConverter<T> where T : struct
{
    /// <exception cref="JsonException">The text is not what the type prints.</exception>
    public override T Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        try
        {
            return parse(reader.GetString()!);
        }
        catch (Exception error) when (error is FormatException or InvalidOperationException)
        {
            throw new JsonException(error.Message, error);
        }
    }

    public override void Write(Utf8JsonWriter writer, T value, JsonSerializerOptions options) => writer.WriteStringValue(value.ToString());

    public override T ReadAsPropertyName(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        Read(ref reader, typeToConvert, options);

    public override void WriteAsPropertyName(Utf8JsonWriter writer, T value, JsonSerializerOptions options) =>
        writer.WritePropertyName(value.ToString()!);
}

sealed class AddressJson() : JsonText<Address>(Address.Parse);

sealed class Hash32Json() : JsonText<Hash32>(Hash32.Parse);

sealed class BigDecimalJson() : JsonText<BigDecimal>(BigDecimal.Parse);
