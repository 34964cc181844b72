using System.Text.Json;
using Xunit;

namespace Watcher.Tests.Primitives;

public sealed class JsonTextTests
{
    static readonly Address Vitalik = Address.Parse("0xd8dA6BF26964aF9D7eEd9e03E53415D37aA96045");

    [Fact]
    public void Primitives_are_stored_as_the_text_they_print()
    {
        Assert.Equal("\"0xd8dA6BF26964aF9D7eEd9e03E53415D37aA96045\"", JsonSerializer.Serialize(Vitalik));
        Assert.Equal("\"0.825\"", JsonSerializer.Serialize(new BigDecimal(82500, 5)));
        Assert.Equal($"\"0x{new string('a', 64)}\"", JsonSerializer.Serialize(Hash32.Parse("0x" + new string('A', 64))));
    }

    [Fact]
    public void They_come_back_equal_also_as_keys()
    {
        var block = new BlockRef(7, Hash32.Parse("0x" + new string('1', 64)), DateTimeOffset.UnixEpoch);
        Assert.Equal(block, JsonSerializer.Deserialize<BlockRef>(JsonSerializer.Serialize(block)));
        var prices = new Dictionary<Address, BigDecimal> { [Vitalik] = BigDecimal.Parse("1.5") };
        Assert.Equal(prices, JsonSerializer.Deserialize<Dictionary<Address, BigDecimal>>(JsonSerializer.Serialize(prices)));
    }

    [Theory]
    [InlineData("\"0x12\"")]
    [InlineData("12")]
    public void Anything_else_is_a_json_error(string json) => Assert.Throws<JsonException>(() => JsonSerializer.Deserialize<Address>(json));
}
