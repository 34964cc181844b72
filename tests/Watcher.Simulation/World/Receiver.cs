using System.Text;

namespace Watcher.Simulation;

/// <summary>How a channel's other side behaves for now.</summary>
enum Mood { Well, Down, Refuses, LosesReceipts, HearsTwice, Throws, AsksForPatience }

/// <summary>The other side of a channel: keeps what arrived, in order, as bytes.</summary>
sealed class Receiver(string name)
{
    readonly Dictionary<string, byte[]> bodies = [];
    readonly List<string> arrived = [];

    public string Name => name;

    public Mood Mood { get; set; }

    /// <summary>Keys in the order of their first arrival.</summary>
    public IReadOnlyList<string> Arrived => arrived;

    /// <summary>The keys it has refused for good.</summary>
    public HashSet<string> Refused { get; } = [];

    public bool Has(string key) => bodies.ContainsKey(key);

    /// <summary>True at the first arrival.</summary>
    public bool Take(string key, ReadOnlySpan<byte> body)
    {
        if (!bodies.TryGetValue(key, out var before))
        {
            bodies[key] = body.ToArray();
            arrived.Add(key);
            return true;
        }
        if (!before.AsSpan().SequenceEqual(body)) throw new Violation("one key, one message", $"{name} got two messages under {key}: {Encoding.UTF8.GetString(before)} / {Encoding.UTF8.GetString(body)}");
        return false;
    }
}
