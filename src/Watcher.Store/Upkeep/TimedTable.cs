using System.Collections.Immutable;

namespace Watcher.Store;

/// <summary>A table of rows by owner and time that is thinned with age.</summary>
/// <param name="Owner">The column with the owner's id.</param>
/// <param name="Owners">Where the owners are.</param>
/// <param name="Which">Of them have rows here.</param>
/// <param name="Key">What tells rows of an owner at one time apart.</param>
/// <param name="State">Two rows of which this differs have a change of state between them.</param>
/// <param name="Good">Nothing was unknown.</param>
sealed record TimedTable(string Name, string Owner, string Owners, string Which, ImmutableArray<string> Key, string State, string Good)
{
    public static ImmutableArray<TimedTable> All { get; } =
    [
        new("readings", "subject_id", "subjects", "1", ["block_id", "revision_id"], "p.failure IS NULL", "p.failure IS NULL"),
        .. SampleTable.All.Select(table => new TimedTable(table.Name, "series_id", "series", $"o.scope = '{table.Scope}'", ["block_id"], "p.unknown", "p.unknown = 0")),
    ];

    /// <summary>The next owner.</summary>
    public string Next => $"SELECT min(o.id) FROM {Owners} o WHERE o.id > @after AND {Which}";

    /// <summary>An owner's first row of a span, and the one that is <c>@most</c> rows after it.</summary>
    public string Bounds =>
        $"""
        SELECT (SELECT min(time) FROM {Name} WHERE {Owner} = @owner AND time >= @from AND time < @to) AS First,
          (SELECT time FROM {Name} WHERE {Owner} = @owner AND time >= @from AND time < @to ORDER BY time LIMIT 1 OFFSET @most) AS Later
        """;

    /// <summary>
    /// Takes out of a span of whole buckets all but the best row of each: the last good one of the canonical chain, else the last. What stays besides: both
    /// sides of a change of state and of a silence longer than a bucket, what is of a block at which an alert took a step, and the newest. The buckets
    /// around tell what comes before and after.
    /// </summary>
    public string Thin =>
        $"""
        DELETE FROM {Name} WHERE {Owner} = @owner AND (time, {Keys("")}) IN (
          SELECT time, {Keys("")} FROM (
            SELECT p.time, {Keys("p.")}, b.hash,
              lag({State}) OVER rows IS ({State}) AND p.time - lag(p.time) OVER rows <= @width AND
              lead({State}) OVER rows IS ({State}) AND lead(p.time) OVER rows - p.time <= @width AS steady,
              row_number() OVER (PARTITION BY p.time / @width ORDER BY (b.canonical AND {Good}) DESC, b.canonical DESC, p.time DESC, p.block_id DESC) AS place
            FROM {Name} p CROSS JOIN blocks b ON b.id = p.block_id
            WHERE p.{Owner} = @owner AND p.time >= @from - @width AND p.time < @to + @width WINDOW rows AS (ORDER BY p.time, {Keys("p.")}))
          WHERE time >= @from AND time < @to AND (place > 1 AND steady OR @gone AND time IS NOT ({NewestGood}))
          AND time < (SELECT max(time) FROM {Name} WHERE {Owner} = @owner)
          AND NOT EXISTS (SELECT 1 FROM alert_transitions a WHERE a.block_hash = hash))
        """;

    /// <summary>The blocks of a span that rows of some owners are of.</summary>
    public string Blocks =>
        $"""
        SELECT DISTINCT p.block_id FROM {Owners} o CROSS JOIN {Name} p ON p.{Owner} = o.id AND p.time >= @from AND p.time < @to
        WHERE o.id > @after AND o.id <= @last AND {Which}
        """;

    string NewestGood =>
        $"""
        SELECT p.time FROM {Name} p CROSS JOIN blocks b ON b.id = p.block_id
        WHERE p.{Owner} = @owner AND {Good} AND b.canonical = 1 ORDER BY p.time DESC LIMIT 1
        """;

    string Keys(string of) => string.Join(", ", Key.Select(column => of + column));
}
