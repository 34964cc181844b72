using Xunit;

namespace Watcher.Tests.Primitives;

public sealed class AddressTests
{
    /// <summary>The examples of EIP-55.</summary>
    [Theory]
    [InlineData("0x5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAed")]
    [InlineData("0xfB6916095ca1df60bB79Ce92cE3Ea74c37c5d359")]
    [InlineData("0xdbF03B407c01E7cD3CBea99509d93f8DDDC8C6FB")]
    [InlineData("0xD1220A0cf47c7B9Be7A2E6BA89F429762e7b9aDb")]
    [InlineData("0x52908400098527886E0F7030069857D2E4169EE7")]
    [InlineData("0xde709f2102306220921060314715629080e2fb77")]
    public void Prints_the_checksum_of_Eip55(string expected)
    {
        var address = Address.Parse(expected.ToLowerInvariant());
        Assert.Equal(expected, address.ToString());
        Assert.Equal(address, Address.Parse(expected));
    }

    [Fact]
    public void A_mistyped_digit_in_a_checksummed_address_is_refused_with_the_reason()
    {
        Assert.False(Address.TryParse("0x5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAeE", out _, out var problem));
        Assert.Contains("checksum", problem, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("")]
    [InlineData("0x")]
    [InlineData("5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAed")]
    [InlineData("0x5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAe")]
    [InlineData("0x5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAeg")]
    public void What_is_not_forty_hex_digits_is_not_an_address(string text) =>
        Assert.False(Address.TryParse(text, out _));

    [Fact]
    public void Addresses_order_as_their_bytes_do()
    {
        var low = new Address(Enumerable.Repeat((byte)0x7f, 20).ToArray());
        var high = new Address(Enumerable.Repeat((byte)0x80, 20).ToArray());
        Assert.True(low < high);
        Assert.Equal(Enumerable.Repeat((byte)0x80, 20), high.ToBytes());
    }
}
