using System.Globalization;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;

namespace Watcher.EndToEnd.Faults;

/// <summary>What goes wrong with an exchange; it replies itself.</summary>
public delegate Task Fault(Exchange exchange);

/// <summary>The ways in which nodes fail.</summary>
public static class Fail
{
    /// <summary>No answer until the caller gives up.</summary>
    public static Fault Timeout { get; } = exchange =>
        Task.Delay(System.Threading.Timeout.InfiniteTimeSpan, TimeProvider.System, exchange.Http.RequestAborted);

    /// <summary>The connection breaks without an answer.</summary>
    public static Fault Drop { get; } = exchange =>
    {
        exchange.Http.Abort();
        return Task.CompletedTask;
    };

    public static Fault ServerError { get; } = exchange => exchange.Reply(500, "internal error");

    /// <summary>A page for people where JSON is due.</summary>
    public static Fault Garbage { get; } = exchange => exchange.Reply(200, "<html><body>Welcome to nginx!</body></html>");

    public static Fault EmptyBody { get; } = exchange => exchange.Reply(200, "");

    /// <summary>More than anybody should have to read, and it says so.</summary>
    public static Fault Oversized { get; } = async exchange =>
    {
        exchange.Http.Response.ContentLength = 1 << 30;
        await exchange.Http.Response.WriteAsync(new string(' ', 1 << 10), exchange.Http.RequestAborted);
        await Task.Delay(System.Threading.Timeout.InfiniteTimeSpan, TimeProvider.System, exchange.Http.RequestAborted);
    };

    /// <summary>Each answer under the id of no request.</summary>
    public static Fault WrongIds { get; } = exchange => exchange.ReplyWith((_, answer) => answer["id"] = 987_654_321);

    /// <summary>Success with nothing in it, as from an address without a contract.</summary>
    public static Fault EmptyResults { get; } = exchange => exchange.ReplyWith((_, answer) => answer["result"] = "0x");

    /// <summary><c>"result": null</c>, as from a node that does not know the block.</summary>
    public static Fault NullResults { get; } = exchange => exchange.ReplyWith((_, answer) => answer["result"] = null);

    /// <summary>The first half of the node's answer, then the end of the connection.</summary>
    public static Fault Truncated { get; } = async exchange =>
    {
        var text = (await exchange.Forward()).ToJsonString();
        await exchange.Reply(200, text[..(text.Length / 2)]);
    };

    public static Fault TooManyRequests(TimeSpan? retryAfter = null) => exchange =>
    {
        if (retryAfter is { } after)
            exchange.Http.Response.Headers.RetryAfter = ((int)after.TotalSeconds).ToString(CultureInfo.InvariantCulture);
        return exchange.Reply(429, "slow down");
    };

    /// <summary>An error in the JSON-RPC answer itself.</summary>
    public static Fault RpcError(int code, string message) => exchange => exchange.ReplyWith((_, answer) =>
    {
        answer.Remove("result");
        answer["error"] = new JsonObject { ["code"] = code, ["message"] = message };
    });

    /// <summary>The node of another chain.</summary>
    public static Fault ChainId(ulong chainId) => exchange => exchange.ReplyWith((request, answer) =>
    {
        if ((string)request["method"]! == "eth_chainId") answer["result"] = $"0x{chainId:x}";
    });

    /// <summary>Answers right, but late.</summary>
    public static Fault Slow(TimeSpan delay) => async exchange =>
    {
        await Task.Delay(delay, TimeProvider.System, exchange.Http.RequestAborted);
        await exchange.Reply(await exchange.Forward());
    };

    /// <summary>Puts another integer wherever its answers have this one as a 32-byte word.</summary>
    public static Fault Lie(BigInteger truth, BigInteger lie) => exchange => exchange.ReplyWith((_, answer) =>
    {
        if (answer["result"] is JsonValue result && result.TryGetValue<string>(out var data))
            answer["result"] = data.Replace(Word(truth), Word(lie), StringComparison.OrdinalIgnoreCase);
    });

    /// <summary>A node of another fork: under each number it has a block that nobody else knows.</summary>
    public static Fault AnotherFork { get; } = exchange => exchange.ReplyWith((request, answer) =>
    {
        if ((string)request["method"]! == "eth_getBlockByNumber" && answer["result"] is JsonObject block && (string?)request["params"]![0] != "0x0")
            block["hash"] = $"0x{new string('1', 64)}";
    });

    /// <summary>A node that is so many blocks behind: it takes an older block for the newest and knows none after it.</summary>
    public static Fault Lagging(int blocks) => new LaggingNode(blocks).Answer;

    static string Word(BigInteger number) => number.ToString("x64", CultureInfo.InvariantCulture)[^64..];
}
