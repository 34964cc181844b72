using System.Text.Json.Nodes;
using Watcher.Evm.Abi;

namespace Watcher.Devnet.Node;

/// <summary>
/// The chain on our node. It mines only when told to, each block <see cref="BlockTime"/> after the one before it, so that the same
/// steps always give the same blocks.
/// </summary>
sealed class LocalChain(RpcClient rpc)
{
    public RpcClient Rpc => rpc;

    /// <summary>Block time between a block and the next. Zero keeps interest from accruing.</summary>
    public TimeSpan BlockTime { get; set; } = TimeSpan.FromSeconds(12);

    public async Task<BlockRef> Head()
    {
        var block = await rpc.Send("eth_getBlockByNumber", "latest", false);
        return new(
            (ulong)RpcClient.Integer(block!["number"]),
            Hash32.Parse((string)block["hash"]!),
            DateTimeOffset.FromUnixTimeSeconds((long)RpcClient.Integer(block["timestamp"])));
    }

    /// <summary>A new block to fill with transactions of its own and <see cref="BlockDraft.Mine">mine</see>.</summary>
    public async Task<BlockDraft> Draft() => new(this, await Nonce(BlockDraft.Deployer));

    /// <summary>Mines a block that holds what <paramref name="fill"/> puts in it.</summary>
    /// <exception cref="DevnetException">A transaction reverted.</exception>
    public Task Block(Action<BlockDraft> fill) => Block(BlockTime, fill);

    /// <summary>As <see cref="Block(Action{BlockDraft})"/>, this much after the head.</summary>
    public async Task Block(TimeSpan after, Action<BlockDraft> fill)
    {
        var draft = await Draft();
        fill(draft);
        await draft.Mine(after);
    }

    /// <summary>Mines an empty block this much after the head.</summary>
    public async Task Mine(TimeSpan after) =>
        await rpc.Send("evm_mine", RpcClient.Quantity((await Head()).Timestamp.Add(after).ToUnixTimeSeconds()));

    /// <summary>The answer of a contract at the newest block.</summary>
    /// <exception cref="DevnetException">The call reverted.</exception>
    public async Task<byte[]> Call(Address from, Address to, byte[] data) =>
        Hex.Decode((string)(await rpc.Send("eth_call", Transaction(from, to, data), "latest"))!);

    /// <summary>Why a call would revert, null when it would not.</summary>
    public async Task<string?> Objection(Address from, Address to, byte[] data)
    {
        var answer = await rpc.Ask("eth_call", Transaction(from, to, data), "latest");
        return answer["error"] is not { } error ? null : Reason((string?)error["data"]) ?? (string?)error["message"] ?? error.ToJsonString();
    }

    public async Task<BigInteger> Nonce(Address account) =>
        RpcClient.Integer(await rpc.Send("eth_getTransactionCount", account.ToString(), "latest"));

    public Task SetBalance(Address account, BigInteger wei) => rpc.Send("anvil_setBalance", account.ToString(), RpcClient.Quantity(wei));

    /// <summary>The text that a contract reverted with; null when it gave none.</summary>
    public static string? Reason(string? data)
    {
        const string error = "0x08c379a0";
        if (data is null || data.Length < 10) return null;
        return data.StartsWith(error, StringComparison.Ordinal) ? (string)AbiCodec.Decode("(string)", Hex.Decode(data).AsSpan(4))[0] : data;
    }

    static JsonObject Transaction(Address from, Address to, byte[] data) =>
        new() { ["from"] = from.ToString(), ["to"] = to.ToString(), ["data"] = Hex.Encode(data) };
}
