using System.Text;
using System.Text.Json.Nodes;

namespace Watcher.Host.Api.Live;

/// <summary>Something that changed, as server-sent events are written: once, however many listen.</summary>
static class LiveEvent
{
    /// <param name="id">What a browser says it heard last when it comes back.</param>
    public static byte[] Write(string name, JsonObject data, string id) =>
        Encoding.UTF8.GetBytes($"event: {name}\nid: {id}\ndata: {data.ToJsonString()}\n\n");

    /// <summary>Nothing, so that whoever is between them does not take silence for the end.</summary>
    public static byte[] Beat { get; } = ": \n\n"u8.ToArray();
}
