using System.Security.Cryptography;
using System.Text.Json.Nodes;

namespace Watcher.Host.Api.Live;

/// <summary>
/// Tells everybody who listens what changed, and remembers none of it: who was away learns from the id he heard last only whether he may have
/// missed something, and reads the documents again.
/// </summary>
sealed class LiveFeed : IDisposable
{
    public const int MostListeners = 50;

    /// <summary>Proxies take a connection on which nothing was said for a minute for dead.</summary>
    public static readonly TimeSpan Beat = TimeSpan.FromSeconds(15);

    readonly Lock gate = new();
    readonly List<Listener> listeners = [];
    readonly string run = RandomNumberGenerator.GetHexString(8, lowercase: true);
    readonly ITimer beat;
    long count;

    public LiveFeed(TimeProvider time) => beat = time.CreateTimer(_ => Send(LiveEvent.Beat), null, Beat, Beat);

    public int Listeners
    {
        get { lock (gate) return listeners.Count; }
    }

    /// <summary>Of the newest event. Another run's ids are never this one's.</summary>
    public string Id
    {
        get { lock (gate) return $"{run}-{count}"; }
    }

    /// <summary>From now on; null where there are as many already as there may be.</summary>
    public Listener? Listen()
    {
        lock (gate)
        {
            if (listeners.Count == MostListeners) return null;
            var listener = new Listener(Leave);
            listeners.Add(listener);
            return listener;
        }
    }

    public void Tell(string name, JsonObject data)
    {
        lock (gate)
        {
            count++;
            if (listeners.Count > 0) Send(LiveEvent.Write(name, data, Id));
        }
    }

    void Send(byte[] written)
    {
        lock (gate)
        {
            foreach (var slow in listeners.Where(listener => !listener.Offer(written)).ToList())
            {
                listeners.Remove(slow);
                slow.LetGo();
            }
        }
    }

    void Leave(Listener listener)
    {
        lock (gate) listeners.Remove(listener);
    }

    public void Dispose() => beat.Dispose();
}
