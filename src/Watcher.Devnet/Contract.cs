using Watcher.Devnet.Node;
using Watcher.Evm.Abi;

namespace Watcher.Devnet;

/// <summary>
/// A contract on the local chain, called by its functions' names. Integers are <see cref="BigInteger"/>, tuples and arrays <c>object[]</c>.
/// </summary>
public sealed class Contract
{
    readonly ContractAbi abi;
    readonly LocalChain chain;

    internal Contract(Address address, ContractAbi abi, LocalChain chain)
    {
        Address = address;
        this.abi = abi;
        this.chain = chain;
    }

    public Address Address { get; }

    /// <summary>What a function returns at the newest block.</summary>
    /// <exception cref="DevnetException">It reverted, or there is no such function.</exception>
    public Task<object[]> Call(string function, params object[] arguments) => CallFrom(Address.Zero, function, arguments);

    /// <summary>As <see cref="Call"/>, asked by an account: some functions answer only their owner.</summary>
    public async Task<object[]> CallFrom(Address from, string function, params object[] arguments)
    {
        var answer = await chain.Call(from, Address, Encode(function, arguments));
        return AbiCodec.Decode(abi.Function(function, arguments.Length).Outputs, answer);
    }

    /// <summary>The only result of a function that has one.</summary>
    public async Task<T> Get<T>(string function, params object[] arguments) => (T)(await Call(function, arguments))[0];

    /// <summary>Why a transaction would revert now; null when it would not.</summary>
    public Task<string?> Objection(Address from, string function, params object[] arguments) =>
        chain.Objection(from, Address, Encode(function, arguments));

    /// <summary>Sends a transaction from any account (the node asks for no signature) and mines it in a block of its own.</summary>
    /// <exception cref="DevnetException">It reverted.</exception>
    public Task Send(Address from, string function, params object[] arguments) =>
        chain.Block(block => block.Send(from, this, function, arguments));

    internal byte[] Encode(string function, object[] arguments) => abi.Function(function, arguments.Length).Encode(arguments);
}
