using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;

namespace Watcher.Store;

/// <summary>
/// Stored facts as JSON and back, without loss. Each protocol brings its own solvency rules and pool curves; they are told apart by their
/// type's name, which therefore must not change.
/// </summary>
/// <param name="protocolFacts">The records of all protocols that derive from <see cref="SolvencyRule"/> or <see cref="PoolCurve"/>.</param>
public sealed class FactsJson(IEnumerable<Type> protocolFacts)
{
    readonly JsonSerializerOptions options = Options([.. protocolFacts]);

    internal byte[] Write(ImmutableArray<OwnPosition> positions) => JsonSerializer.SerializeToUtf8Bytes(positions, options);

    internal string Write(PoolCurve curve) => JsonSerializer.Serialize(curve, options);

    /// <exception cref="JsonException">Written by another version, or damaged.</exception>
    internal ImmutableArray<OwnPosition> Positions(string json) => JsonSerializer.Deserialize<ImmutableArray<OwnPosition>>(json, options);

    /// <inheritdoc cref="Positions"/>
    internal PoolCurve Curve(string json) => JsonSerializer.Deserialize<PoolCurve>(json, options)!;

    static JsonSerializerOptions Options(ImmutableArray<Type> protocolFacts)
    {
        var resolver = new DefaultJsonTypeInfoResolver();
        resolver.Modifiers.Add(type => TellApart(type, protocolFacts));
        resolver.Modifiers.Add(LeaveOutWhatFollows);
        return new(JsonSerializerDefaults.General)
        {
            PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
            DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
            AllowOutOfOrderMetadataProperties = true,
            TypeInfoResolver = resolver,
            Converters = { new BigIntegerJson(), new JsonStringEnumConverter(JsonNamingPolicy.CamelCase) },
        };
    }

    static void TellApart(JsonTypeInfo type, ImmutableArray<Type> protocolFacts)
    {
        if (type.Type != typeof(SolvencyRule) && type.Type != typeof(PoolCurve)) return;
        var kinds = protocolFacts.Where(type.Type.IsAssignableFrom).Select(fact => new JsonDerivedType(fact, fact.Name));
        type.PolymorphismOptions = new() { TypeDiscriminatorPropertyName = "type" };
        foreach (var kind in kinds) type.PolymorphismOptions.DerivedTypes.Add(kind);
    }

    /// <summary>What cannot be set follows from what can.</summary>
    static void LeaveOutWhatFollows(JsonTypeInfo type)
    {
        for (var i = type.Properties.Count - 1; i >= 0; i--)
            if (type.Properties[i].Set is null) type.Properties.RemoveAt(i);
    }

    sealed class BigIntegerJson : JsonConverter<BigInteger>
    {
        public override BigInteger Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
            BigInteger.Parse(reader.GetString()!, System.Globalization.CultureInfo.InvariantCulture);

        public override void Write(Utf8JsonWriter writer, BigInteger value, JsonSerializerOptions options) =>
            writer.WriteStringValue(value.ToString(System.Globalization.CultureInfo.InvariantCulture));
    }
}
