using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;

namespace Watcher.Store;

/// <summary>
/// Positions as JSON and back, without loss: what a report is rebuilt from. Each protocol brings its own solvency rules and pool curves;
/// they are told apart by their type's name, which therefore must not change.
/// </summary>
/// <param name="protocolFacts">The records of all protocols that derive from <see cref="SolvencyRule"/> or <see cref="PoolCurve"/>.</param>
public sealed class FactsJson(IEnumerable<Type> protocolFacts)
{
    readonly JsonSerializerOptions options = Options([.. protocolFacts]);

    public string Write(ImmutableArray<Position> positions) => JsonSerializer.Serialize(positions, options);

    /// <exception cref="JsonException">Written by another version, or damaged.</exception>
    public ImmutableArray<Position> Read(string json) => JsonSerializer.Deserialize<ImmutableArray<Position>>(json, options);

    static JsonSerializerOptions Options(ImmutableArray<Type> protocolFacts)
    {
        var resolver = new DefaultJsonTypeInfoResolver();
        resolver.Modifiers.Add(type => TellApart(type, protocolFacts));
        return new(JsonSerializerDefaults.General)
        {
            PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
            DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
            IgnoreReadOnlyProperties = true,
            AllowOutOfOrderMetadataProperties = true,
            TypeInfoResolver = resolver,
            Converters = { new BigIntegerJson(), new JsonStringEnumConverter(JsonNamingPolicy.CamelCase) },
        };
    }

    static void TellApart(JsonTypeInfo type, ImmutableArray<Type> protocolFacts)
    {
        var kinds = type.Type == typeof(Position)
            ? [new(typeof(WalletPosition), "wallet"), new(typeof(LendingPosition), "lending"), new(typeof(LiquidityPosition), "liquidity")]
            : type.Type == typeof(SolvencyRule) || type.Type == typeof(PoolCurve)
                ? protocolFacts.Where(type.Type.IsAssignableFrom).Select(fact => new JsonDerivedType(fact, fact.Name)).ToArray()
                : [];
        if (kinds.Length == 0) return;
        type.PolymorphismOptions = new() { TypeDiscriminatorPropertyName = "type" };
        foreach (var kind in kinds) type.PolymorphismOptions.DerivedTypes.Add(kind);
    }

    sealed class BigIntegerJson : JsonConverter<BigInteger>
    {
        public override BigInteger Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
            BigInteger.Parse(reader.GetString()!, System.Globalization.CultureInfo.InvariantCulture);

        public override void Write(Utf8JsonWriter writer, BigInteger value, JsonSerializerOptions options) =>
            writer.WriteStringValue(value.ToString(System.Globalization.CultureInfo.InvariantCulture));
    }
}
