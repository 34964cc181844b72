using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using Watcher.Evm;
using Watcher.Evm.Abi;
using Watcher.Evm.Rpc;

namespace Watcher.Tests.Evm;

/// <summary>How a fake contract takes a call.</summary>
/// <param name="Data">What it returns, or its reason to revert.</param>
/// <param name="Reverts">It reverts.</param>
/// <param name="EatsGas">It burns all the gas that it gets, as an INVALID does.</param>
sealed record FakeResult(byte[] Data, bool Reverts = false, bool EatsGas = false)
{
    public static FakeResult Number(BigInteger number) => new(AbiCodec.Encode("(uint256)", number));

    public static FakeResult Revert(string reason) => new([.. FunctionSelector.Of("Error(string)"), .. AbiCodec.Encode("(string)", reason)], Reverts: true);

    public static FakeResult RevertSilently { get; } = new([], Reverts: true);

    public static FakeResult Invalid { get; } = new([], EatsGas: true);
}

delegate FakeResult FakeContract(byte[] data, Address? from);

/// <summary>A chain in memory: blocks, accounts and contracts in C#, with Multicall3 executed as the real one does it.</summary>
sealed class FakeChain
{
    public const ulong Id = 31337;
    public static readonly Address Multicall3 = ChainClientOptions.UsualMulticall3;

    readonly ConcurrentDictionary<Address, FakeContract> contracts = new();

    public FakeChain() => Mine();

    public List<BlockRef> Blocks { get; } = [];

    public List<LogEntry> Logs { get; } = [];

    public Dictionary<Address, BigInteger> Balances { get; } = [];

    public bool HasMulticall3 { get; set; } = true;

    public BlockRef Head => Blocks[^1];

    public DateTimeOffset Start { get; init; } = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

    public static Address Account(int number) => new(BigInteger.Abs(number).ToByteArray().Concat(new byte[20]).Take(20).Reverse().ToArray());

    public BlockRef Mine(string fork = "main")
    {
        var number = (ulong)Blocks.Count;
        Blocks.Add(new(number, new Hash32(Keccak256.Hash($"{fork} {number}")), Start.AddSeconds(12 * number)));
        return Head;
    }

    public void Reorganise(int depth)
    {
        Blocks.RemoveRange(Blocks.Count - depth, depth);
        for (var i = 0; i < depth; i++) Mine("fork");
    }

    public Address Deploy(int number, FakeContract contract)
    {
        contracts[Account(number)] = contract;
        return Account(number);
    }

    /// <summary>A contract that answers to <see cref="Ask"/>.</summary>
    public Address Deploy(int number, Func<int, FakeResult> answer) =>
        Deploy(number, (data, _) => answer((int)new BigInteger(data.AsSpan(4), isUnsigned: true, isBigEndian: true)));

    public bool HasCode(Address address) => contracts.ContainsKey(address) || (HasMulticall3 && address == Multicall3);

    public FakeResult Execute(EthCall call, int mostCalls = int.MaxValue)
    {
        if (call.To != Multicall3) return Execute(call.To, call.Data.ToArray(), call.From);
        return HasMulticall3 ? Aggregate(call.Data.ToArray(), mostCalls) : new([]);
    }

    FakeResult Execute(Address to, byte[] data, Address? from)
    {
        if (to == Multicall3) return FakeResult.Number(Balances.GetValueOrDefault(new Address(data.AsSpan(16))));
        return contracts.TryGetValue(to, out var contract) ? contract(data, from) : new([]);
    }

    /// <summary>The first call that eats gas leaves a 64th: nothing for those behind it. A second one leaves too little for Multicall3 itself.</summary>
    FakeResult Aggregate(byte[] data, int mostCalls)
    {
        var calls = (object[])AbiCodec.Decode("((address,bool,bytes)[])", data.AsSpan(4))[0];
        if (calls.Length > mostCalls) return FakeResult.Invalid;
        var eaters = 0;
        var answers = new List<object>();
        foreach (object[] call in calls.Cast<object[]>())
        {
            var result = eaters > 0 ? FakeResult.RevertSilently : Execute((Address)call[0], (byte[])call[2], Multicall3);
            if (eaters > 0 && Execute((Address)call[0], (byte[])call[2], Multicall3).EatsGas) return FakeResult.Invalid;
            if (result.EatsGas) eaters++;
            answers.Add(new object[] { !result.Reverts && !result.EatsGas, result.Data });
        }
        return new(AbiCodec.Encode("((bool,bytes)[])", [answers.ToArray()]));
    }
}

/// <summary>A node of a <see cref="FakeChain"/>, with the habits and faults a test gives it.</summary>
sealed class FakeNode(FakeChain chain, string name = "node#0") : ITransport
{
    readonly List<RpcRequest> requests = [];

    public string Name => name;

    /// <summary>Answers in the node's place where it does not return null.</summary>
    public Func<RpcRequest, RpcAnswer?> Fault { get; set; } = _ => null;

    /// <summary>Blocks of the chain it has not got yet.</summary>
    public int Behind { get; set; }

    public bool TakesHashes { get; set; } = true;

    /// <summary>Calls in one Multicall3 that its gas allows.</summary>
    public int MostCalls { get; set; } = int.MaxValue;

    /// <summary>All it was asked, in order.</summary>
    public IReadOnlyList<RpcRequest> Requests => requests;

    public int Asked(string method) => requests.Count(request => request.Method == method);

    public ValueTask<ImmutableArray<RpcAnswer>> Send(ImmutableArray<RpcRequest> sent, CancellationToken cancellation)
    {
        lock (requests)
        {
            requests.AddRange(sent);
            return ValueTask.FromResult<ImmutableArray<RpcAnswer>>([.. sent.Select(request => Fault(request) ?? Answer(request))]);
        }
    }

    public static RpcAnswer Json(string json) => RpcAnswer.Of(Encoding.UTF8.GetBytes(json));

    public static RpcAnswer Error(int code, string message) => new() { Failure = new RpcError(code, message, null).ToFailure(text => text), ErrorCode = code };

    public RpcAnswer Answer(RpcRequest request) => request.Method switch
    {
        "eth_chainId" => Json($"\"0x{FakeChain.Id:x}\""),
        "eth_getBlockByNumber" => Block(request.Parameters[0]!),
        "eth_getBlockByHash" => Header(Known().FirstOrDefault(block => block.Hash == (Hash32)request.Parameters[0]!)),
        "eth_call" => At(request.Parameters[1]!) ?? Result(chain.Execute((EthCall)request.Parameters[0]!, MostCalls)),
        "eth_getBalance" => At(request.Parameters[1]!) ?? Json($"\"0x{chain.Balances.GetValueOrDefault((Address)request.Parameters[0]!).ToString("x", CultureInfo.InvariantCulture).TrimStart('0').PadLeft(1, '0')}\""),
        "eth_getCode" => At(request.Parameters[1]!) ?? RpcAnswer.OfData(chain.HasCode((Address)request.Parameters[0]!) ? [0xfe] : []),
        "eth_getLogs" => FakeLogs.Answer(chain.Logs, request),
        _ => Error(-32601, "method not found"),
    };

    IEnumerable<BlockRef> Known() => chain.Blocks.SkipLast(Behind);

    RpcAnswer Block(object number) => Header(number switch
    {
        "0x0" => chain.Blocks[0],
        string => Known().Last(),
        ulong n => Known().ElementAtOrDefault((int)n),
        _ => null,
    });

    static RpcAnswer Header(BlockRef? block) => block is null
        ? Json("null")
        : Json($$"""{"number":"0x{{block.Number:x}}","hash":"{{block.Hash}}","timestamp":"0x{{block.Timestamp.ToUnixTimeSeconds():x}}"}""");

    /// <summary>What is wrong with the block that is asked for.</summary>
    RpcAnswer? At(object block) => block switch
    {
        ulong number when number < (ulong)Known().Count() => null,
        IReadOnlyDictionary<string, object?> when !TakesHashes => Error(-32602, "invalid argument 1: cannot unmarshal object into Go value of type rpc.BlockNumber"),
        IReadOnlyDictionary<string, object?> by when Known().Any(known => known.Hash == (Hash32)by["blockHash"]!) => null,
        _ => Error(-32001, "Resource not found"),
    };

    static RpcAnswer Result(FakeResult result) => result switch
    {
        { EatsGas: true } => Error(-32603, "EVM error OutOfGas"),
        { Reverts: true } => new() { Failure = new(FailureReason.Reverted, RevertReason.Of(result.Data)), ErrorCode = 3 },
        _ => RpcAnswer.OfData(result.Data),
    };
}
