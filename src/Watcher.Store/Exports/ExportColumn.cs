using System.Collections.Frozen;

namespace Watcher.Store;

/// <summary>A column of a documented view.</summary>
public sealed record ExportColumn(string Name, ExportType Type)
{
    static readonly FrozenDictionary<string, ExportType> Types = new (ExportType Type, string Columns)[]
    {
        (ExportType.Integer,
            """
            block time canonical leg decimals unknown_since_then age seconds readings gaps.from gaps.until
            attempt took_ms acknowledged silences.id unknown_too active
            """),
        (ExportType.Real,
            """
            history.value health_factor.value health_factor distance interest_days collateral_usd debt_usd
            imbalance spot_deviation in_range range_distance share value_usd amount usd
            """),
        (ExportType.Instant, "timestamp from_timestamp until_timestamp updated fired resolved unknown_since silenced_until created silences.until ended"),
    }.SelectMany(of => of.Columns.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries), (of, column) => KeyValuePair.Create(column, of.Type)).ToFrozenDictionary();

    /// <summary>As it is documented. SQLite's views do not tell of what type a computed column is, and a value only of itself.</summary>
    /// <param name="table">The view, without its <c>v_</c>: some names mean one thing here and another there.</param>
    internal static ExportColumn Of(string table, string name) =>
        new(name, Types.TryGetValue($"{table}.{name}", out var own) ? own : Types.GetValueOrDefault(name, ExportType.Text));
}

/// <summary>Of what type the values of a column are, where they are not null.</summary>
public enum ExportType
{
    /// <summary><c>string</c>; contracts' integers as decimal text, to the last digit.</summary>
    Text,
    /// <summary><c>long</c>; 0 or 1 where it says yes or no.</summary>
    Integer,
    /// <summary><c>double</c>, infinite at times.</summary>
    Real,
    /// <summary><c>string</c>: ISO 8601 in UTC, to the second.</summary>
    Instant,
}
