namespace Watcher.Store;

/// <summary>What of a view to export; what is left out selects everything.</summary>
/// <param name="Table">A documented view, without its <c>v_</c>.</param>
/// <param name="Since">Rows that tell no time of their own stay.</param>
public sealed record ExportFilter(string Table, DateTimeOffset? Since = null)
{
    /// <summary>Rows by the value of a column.</summary>
    public IReadOnlyDictionary<string, string> Where { get; init; } = new Dictionary<string, string>();
}
