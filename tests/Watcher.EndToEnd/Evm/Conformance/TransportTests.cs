using System.Collections.Concurrent;
using System.Text.Json.Nodes;
using Watcher.EndToEnd.Faults;
using Watcher.Evm.Rpc;

namespace Watcher.EndToEnd.Evm.Conformance;

/// <summary>What every transport must do, whoever's client it is made of. A class that derives from those below opens the one to hold to it.</summary>
public abstract class TransportTests(DevnetFixture fixture) : DevnetTest(fixture)
{
    readonly ConcurrentStack<IDisposable> opened = [];

    /// <summary>The transport under test; what it is given besides is as for <see cref="HttpTransport"/>.</summary>
    protected abstract ITransport Create(Uri url, int index, int largestAnswer);

    public override async Task DisposeAsync()
    {
        foreach (var transport in opened) transport.Dispose();
        await base.DisposeAsync();
    }

    internal ITransport Open(Uri url, int index = 0, int largestAnswer = HttpTransport.LargestAnswer)
    {
        var transport = Create(url, index, largestAnswer);
        opened.Push((IDisposable)transport);
        return transport;
    }

    internal static async Task<RpcAnswer> Ask(ITransport transport, string method, params object?[] parameters) =>
        Assert.Single(await transport.Send([new(method, [.. parameters])], CancellationToken.None));

    /// <summary>A good answer to each request of an exchange.</summary>
    internal static JsonNode Answers(Exchange exchange, Func<JsonObject, JsonNode?> result)
    {
        var answers = exchange.Requests.Select(request => new JsonObject { ["jsonrpc"] = "2.0", ["id"] = request["id"]!.DeepClone(), ["result"] = result(request) });
        return exchange.Body is JsonArray ? new JsonArray([.. answers]) : answers.Single();
    }
}
