using System.Text.Json;
using Watcher.Evm.Abi;

namespace Watcher.Devnet.Node;

/// <summary>A function as its ABI describes it; inputs and outputs are tuples.</summary>
sealed record AbiFunction(string Name, AbiType Inputs, AbiType Outputs)
{
    public byte[] Encode(object[] arguments) => AbiCodec.EncodeCall($"{Name}{Inputs}", arguments);
}

/// <summary>The functions of a contract, read from ABI JSON. Overloads are told apart by the number of their arguments.</summary>
sealed class ContractAbi
{
    static readonly AbiType Nothing = AbiType.Tuple();
    readonly ILookup<string, AbiFunction> functions;

    ContractAbi(ILookup<string, AbiFunction> functions, AbiType constructor)
    {
        this.functions = functions;
        Constructor = constructor;
    }

    /// <summary>The constructor's arguments as one tuple.</summary>
    public AbiType Constructor { get; }

    public static ContractAbi Read(JsonElement abi)
    {
        var entries = abi.EnumerateArray().ToLookup(entry => entry.GetProperty("type").GetString());
        var functions = entries["function"].Select(entry =>
            new AbiFunction(entry.GetProperty("name").GetString()!, Tuple(entry, "inputs"), Tuple(entry, "outputs")));
        var constructor = entries["constructor"].Select(entry => Tuple(entry, "inputs")).FirstOrDefault(Nothing);
        return new(functions.ToLookup(function => function.Name), constructor);
    }

    /// <exception cref="DevnetException">The contract has no such function.</exception>
    public AbiFunction Function(string name, int arguments) =>
        functions[name].FirstOrDefault(function => function.Inputs.Parts.Length == arguments)
        ?? throw new DevnetException($"the contract has no function {name} with {arguments} arguments");

    static AbiType Tuple(JsonElement entry, string list) =>
        entry.TryGetProperty(list, out var members) ? AbiType.TupleFromJson(members) : Nothing;
}
