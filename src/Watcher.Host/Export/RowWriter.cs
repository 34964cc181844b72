namespace Watcher.Host.Export;

/// <summary>Writes rows as they come, in one of the forms that programs read. Text is clean of what could deceive.</summary>
abstract class RowWriter
{
    /// <param name="row">A value a column: <c>long</c>, <c>double</c>, <c>string</c> or null. The array may be used again.</param>
    public abstract ValueTask Write(object?[] row);

    /// <summary>Writes what is still held back. Without it the output has no end.</summary>
    public abstract ValueTask Complete();
}
