using Watcher.Devnet;
using Watcher.Devnet.Node;
using Xunit;

namespace Watcher.Tests.Devnet;

public sealed class ArtifactTests : IDisposable
{
    static readonly Address Library = Address.Parse("0x1111111111111111111111111111111111111111");
    readonly string file = Path.Combine(Path.GetTempPath(), $"{Guid.NewGuid():N}.json");

    public void Dispose() => File.Delete(file);

    [Fact]
    public void Gaps_are_filled_with_the_libraries_addresses()
    {
        Write($"0x60{new string('_', 40)}61");

        Assert.Equal([0x60, .. Library.ToBytes(), 0x61], Artifact.Load(file).Linked(new Dictionary<string, Address> { ["Logic"] = Library }));
    }

    [Fact]
    public void A_missing_library_is_named()
    {
        Write($"0x60{new string('_', 40)}61");

        var problem = Assert.Throws<DevnetException>(() => Artifact.Load(file).Linked(new Dictionary<string, Address>()));

        Assert.Contains("Logic", problem.Message);
    }

    [Fact]
    public void Overloads_are_told_apart_by_their_arguments()
    {
        Write("60");

        var abi = Artifact.Load(file).Abi;

        Assert.Equal("(uint256)", abi.Function("mint", 1).Inputs.ToString());
        Assert.Equal("(address,uint256)", abi.Function("mint", 2).Inputs.ToString());
        Assert.Throws<DevnetException>(() => abi.Function("mint", 3));
    }

    void Write(string bytecode) => File.WriteAllText(file, $$"""
        {
          "abi": [
            { "type": "function", "name": "mint", "inputs": [ { "type": "uint256" } ], "outputs": [] },
            { "type": "function", "name": "mint", "inputs": [ { "type": "address" }, { "type": "uint256" } ], "outputs": [] }
          ],
          "bytecode": "{{bytecode}}",
          "linkReferences": { "contracts/Logic.sol": { "Logic": [ { "length": 20, "start": 1 } ] } }
        }
        """);
}
