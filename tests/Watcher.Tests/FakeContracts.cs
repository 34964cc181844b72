using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using Watcher.Evm;
using Watcher.Evm.Abi;
using Watcher.Evm.Rpc;

namespace Watcher.Tests;

/// <summary>
/// A chain of one block whose contracts answer what a test tells them to. A contract that was told of answers everything else with a revert;
/// any other address has no code.
/// </summary>
sealed class FakeContracts : ITransport
{
    static readonly Address Multicall3 = ChainClientOptions.UsualMulticall3;

    readonly Dictionary<(Address, string), byte[]?> answers = [];
    readonly Dictionary<(Address, string), FailureReason> failures = [];
    readonly HashSet<Address> contracts = [];
    readonly FixedFacts facts = new();

    public string Name => "fake#0";

    /// <summary>Multicalls answered so far: the rounds that readers took.</summary>
    public int Rounds { get; private set; }

    public FakeContracts With<T>(Address contract, Call<T> call, params object[] answer) =>
        WithBytes(contract, call, AbiCodec.Encode(call.Returns, answer));

    /// <summary>Null reverts.</summary>
    public FakeContracts WithBytes<T>(Address contract, Call<T> call, byte[]? answer)
    {
        answers[(contract, Hex.Encode(call.Data))] = answer;
        contracts.Add(contract);
        return this;
    }

    /// <summary>A call that fails in company like a revert and, asked alone, for this reason.</summary>
    public FakeContracts WithFailure<T>(Address contract, Call<T> call, FailureReason reason)
    {
        failures[(contract, Hex.Encode(call.Data))] = reason;
        return WithBytes(contract, call, null);
    }

    public FakeContracts WithNative(Address account, BigInteger wei)
    {
        answers[(Multicall3, Hex.Encode(AbiCodec.EncodeCall("getEthBalance(address)", account)))] = AbiCodec.Encode("(uint256)", wei);
        return this;
    }

    /// <summary>What the reader reads here, or why it could not; what never changes is remembered from one call to the next.</summary>
    public async Task<Outcome<T>> Read<T>(Func<PinnedBlock, Read<T>> reader)
    {
        var client = new ChainClient(new("devnet", 31337), [this], TimeProvider.System, facts);
        var block = await client.Pin(BlockSelector.Latest, default);
        return (await client.Run(block, [() => reader(block)], default)).Single();
    }

    public ValueTask<ImmutableArray<RpcAnswer>> Send(ImmutableArray<RpcRequest> requests, CancellationToken cancellation) =>
        ValueTask.FromResult(requests.Select(Answer).ToImmutableArray());

    RpcAnswer Answer(RpcRequest request) => request.Method switch
    {
        "eth_chainId" => Json("\"0x7a69\""),
        "eth_blockNumber" => Json("\"0x1\""),
        "eth_getBlockByNumber" or "eth_getBlockByHash" => Json(string.Create(CultureInfo.InvariantCulture,
            $$"""{"number":"0x1","hash":"0x{{new string('1', 64)}}","timestamp":"0x{{TimeProvider.System.GetUtcNow().ToUnixTimeSeconds():x}}"}""")),
        "eth_getCode" => RpcAnswer.OfData(contracts.Contains((Address)request.Parameters[0]!) ? [0xfe] : []),
        "eth_call" => Call((EthCall)request.Parameters[0]!),
        _ => RpcAnswer.Failed(FailureReason.NodeError, $"no {request.Method} here"),
    };

    RpcAnswer Call(EthCall call)
    {
        if (call.To != Multicall3)
            return Inner(call.To, call.Data.Span) is { } answer ? RpcAnswer.OfData(answer) : RpcAnswer.Failed(Reason(call), "failed alone");
        Rounds++;
        var calls = (object[])AbiCodec.Decode("((address,bool,bytes)[])", call.Data.Span[4..])[0];
        return RpcAnswer.OfData(AbiCodec.Encode("((bool,bytes)[])", [calls.Cast<object[]>().Select(Inner).ToArray<object>()]));
    }

    FailureReason Reason(EthCall call) => failures.GetValueOrDefault((call.To, Hex.Encode(call.Data.Span)), FailureReason.Reverted);

    object[] Inner(object[] call) => Inner((Address)call[0], (byte[])call[2]) is { } answer ? [true, answer] : [false, Array.Empty<byte>()];

    byte[]? Inner(Address to, ReadOnlySpan<byte> data) =>
        answers.TryGetValue((to, Hex.Encode(data)), out var answer) ? answer : contracts.Contains(to) ? null : [];

    static RpcAnswer Json(string json) => RpcAnswer.Of(Encoding.UTF8.GetBytes(json));
}
