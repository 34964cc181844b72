using System.Security.Cryptography;
using System.Text;

namespace Watcher.Simulation;

/// <summary>Everything that happened, a line each: to read, and to compare two runs of a seed.</summary>
sealed class Trace(bool keep) : IDisposable
{
    readonly IncrementalHash hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
    readonly List<string> lines = [];

    public IReadOnlyList<string> Lines => lines;

    /// <summary>The same for two runs that did the same.</summary>
    public string Digest => Convert.ToHexStringLower(hash.GetCurrentHash().AsSpan(0, 8));

    public void Add(string line)
    {
        hash.AppendData(Encoding.UTF8.GetBytes(line));
        if (keep) lines.Add(line);
    }

    public void Dispose() => hash.Dispose();
}
