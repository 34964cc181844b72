using System.Text.Json;
using Watcher.Evm.Abi;
using Xunit;

namespace Watcher.Tests.Evm.Abi;

public sealed class AbiTypeTests
{
    [Theory]
    [InlineData("uint256")]
    [InlineData("int24")]
    [InlineData("bytes32")]
    [InlineData("bytes")]
    [InlineData("()")]
    [InlineData("(uint112,uint112,uint32)")]
    [InlineData("(address,(bool,bytes)[2],string[][3])[]")]
    public void A_canonical_type_prints_as_it_was_written(string text) => Assert.Equal(text, AbiType.Parse(text).ToString());

    [Theory]
    [InlineData("uint", "uint256")]
    [InlineData("(int,uint[])", "(int256,uint256[])")]
    public void Short_names_print_in_full(string text, string canonical) => Assert.Equal(canonical, AbiType.Parse(text).ToString());

    [Theory]
    [InlineData("")]
    [InlineData("uint7")]
    [InlineData("uint264")]
    [InlineData("bytes33")]
    [InlineData("bytes0")]
    [InlineData("uint256[0]")]
    [InlineData("uint256[")]
    [InlineData("uint256[-1]")]
    [InlineData("(uint256")]
    [InlineData("(uint256,)")]
    [InlineData("(uint256))")]
    [InlineData("money")]
    public void What_is_no_type_is_refused(string text) => Assert.Throws<FormatException>(() => AbiType.Parse(text));

    [Fact]
    public void Components_of_an_abi_become_a_tuple()
    {
        var json = JsonElement.Parse("""{"type":"tuple[]","components":[{"name":"target","type":"address"},{"name":"data","type":"bytes"}]}""");
        Assert.Equal("(address,bytes)[]", AbiType.FromJson(json).ToString());
    }

    [Theory]
    [InlineData("(uint256,bool)", false)]
    [InlineData("uint256[3]", false)]
    [InlineData("string[3]", true)]
    [InlineData("(uint256,bytes)", true)]
    [InlineData("uint256[]", true)]
    public void A_type_with_a_part_of_no_fixed_size_is_dynamic(string text, bool dynamic) => Assert.Equal(dynamic, AbiType.Parse(text).IsDynamic);
}
