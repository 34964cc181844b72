using System.Text.Json.Nodes;
using Watcher.Evm.Abi;

namespace Watcher.Devnet.Node;

/// <summary>
/// A block in the making: transactions are collected, sent in their order and mined at once. The addresses of contracts are known beforehand
/// (they follow from the deployer's nonce), so later transactions of the same block can already use them.
/// </summary>
sealed class BlockDraft(LocalChain chain, BigInteger deployerNonce)
{
    /// <summary>Who deploys and owns everything.</summary>
    public static readonly Address Deployer = DevnetAccount.Named("deployer");

    /// <summary>A deadline that never comes.</summary>
    public static readonly BigInteger Never = (BigInteger.One << 64) - 1;

    const int Gas = 30_000_000;
    static readonly BigInteger RoomyBlock = BigInteger.Pow(10, 12);
    readonly List<(Address From, Address? To, byte[] Data, BigInteger Value, string What)> transactions = [];

    /// <summary>Deploys a contract that links no libraries.</summary>
    public Contract Deploy(Artifact artifact, params object[] arguments) => Deploy(artifact, new Dictionary<string, Address>(), arguments);

    public Contract Deploy(Artifact artifact, IReadOnlyDictionary<string, Address> libraries, params object[] arguments)
    {
        byte[] code = [.. artifact.Linked(libraries), .. AbiCodec.Encode(artifact.Abi.Constructor, arguments)];
        return new(Deploy(code, artifact.Name), artifact.Abi, chain);
    }

    public Address Deploy(byte[] creationCode, string name)
    {
        Add(Deployer, null, creationCode, BigInteger.Zero, $"deploy {name}");
        return Created(Deployer, deployerNonce++);
    }

    public void Send(Address from, Contract to, string function, params object[] arguments) => Pay(from, BigInteger.Zero, to, function, arguments);

    /// <summary>A call that carries native coins.</summary>
    public void Pay(Address from, BigInteger wei, Contract to, string function, params object[] arguments)
    {
        if (from == Deployer) deployerNonce++;
        Add(from, to.Address, to.Encode(function, arguments), wei, $"{function} on {to.Address} from {from}");
    }

    /// <summary>Mines the block.</summary>
    /// <exception cref="DevnetException">A transaction reverted; the block is mined all the same.</exception>
    public Task Mine() => Mine(chain.BlockTime);

    /// <summary>As <see cref="Mine()"/>, this much after the head.</summary>
    public async Task Mine(TimeSpan after)
    {
        var hashes = await SendAll();
        await chain.Rpc.Send("evm_setBlockGasLimit", RpcClient.Quantity(RoomyBlock));
        await chain.Rpc.Send("anvil_setNextBlockBaseFeePerGas", "0x0");
        await chain.Mine(after);
        await chain.Rpc.Send("evm_setBlockGasLimit", RpcClient.Quantity(Gas));
        await Check(hashes);
    }

    void Add(Address from, Address? to, byte[] data, BigInteger value, string what) => transactions.Add((from, to, data, value, what));

    /// <summary>One after the other: the node mines them as they arrive, and requests of a batch may overtake each other.</summary>
    async Task<List<string>> SendAll()
    {
        var nonces = new Dictionary<Address, BigInteger>();
        foreach (var sender in transactions.Select(transaction => transaction.From).Distinct()) nonces[sender] = await chain.Nonce(sender);
        var hashes = new List<string>();
        foreach (var transaction in transactions)
            hashes.Add((string)(await chain.Rpc.Send("eth_sendTransaction", Json(transaction, nonces[transaction.From]++)))!);
        return hashes;
    }

    static JsonObject Json((Address From, Address? To, byte[] Data, BigInteger Value, string What) transaction, BigInteger nonce)
    {
        var json = new JsonObject
        {
            ["from"] = transaction.From.ToString(),
            ["data"] = Hex.Encode(transaction.Data),
            ["value"] = RpcClient.Quantity(transaction.Value),
            ["nonce"] = RpcClient.Quantity(nonce),
            ["gas"] = RpcClient.Quantity(Gas),
            ["gasPrice"] = "0x0",
        };
        if (transaction.To is { } to) json["to"] = to.ToString();
        return json;
    }

    async Task Check(List<string> hashes)
    {
        var receipts = (await chain.Rpc.Send("eth_getBlockReceipts", "latest"))!.AsArray()
            .ToDictionary(receipt => (string)receipt!["transactionHash"]!, receipt => (string)receipt!["status"]!);
        foreach (var (hash, transaction) in hashes.Zip(transactions))
            if (receipts.GetValueOrDefault(hash) != "0x1") throw new DevnetException($"{transaction.What}: {await WhyFailed(hash)}");
    }

    async Task<string> WhyFailed(string hash)
    {
        var trace = (await chain.Rpc.Ask("debug_traceTransaction", hash, new JsonObject { ["tracer"] = "callTracer" }))["result"];
        return LocalChain.Reason((string?)trace?["output"]) is { } reason
            ? $"reverted with {reason}"
            : $"failed ({(string?)trace?["error"] ?? "not mined"})";
    }

    /// <summary>The address of the contract that an account creates with this nonce: keccak(rlp(creator, nonce)).</summary>
    internal static Address Created(Address creator, BigInteger nonce)
    {
        var number = nonce.ToByteArray(isUnsigned: true, isBigEndian: true);
        byte[] item = nonce.IsZero ? [0x80] : number is [< 0x80] ? number : [(byte)(0x80 + number.Length), .. number];
        byte[] list = [0x94, .. creator.ToBytes(), .. item];
        return new(Keccak256.Hash([(byte)(0xc0 + list.Length), .. list]).AsSpan(12));
    }
}
