using Watcher.Evm.Abi;
using Xunit;

namespace Watcher.Tests.Evm.Abi;

public sealed class AbiReaderTests
{
    delegate object Reading(ref AbiReader reader);

    [Fact]
    public void Numbers_of_every_width_come_out_as_they_are()
    {
        var data = Words("7f", "ffff", "ffffff", "ffffffff", "ffffffffffffffff", "ffffffffffffffffffffffffffff", new string('f', 64));
        var reader = new AbiReader(data);
        Assert.Equal((byte)127, reader.UInt8());
        Assert.Equal(ushort.MaxValue, reader.UInt16());
        Assert.Equal(16_777_215u, reader.UInt24());
        Assert.Equal(uint.MaxValue, reader.UInt32());
        Assert.Equal(ulong.MaxValue, reader.UInt64());
        Assert.Equal(BigInteger.Pow(2, 112) - 1, reader.UInt(112));
        Assert.Equal(BigInteger.Pow(2, 256) - 1, reader.UInt256());
        reader.End();
    }

    [Fact]
    public void Negative_numbers_are_extended_over_the_word()
    {
        var minus = new string('f', 64);
        var lowestTick = new string('f', 58) + "f27618"; // -887272, the lowest tick of Uniswap V3
        var reader = new AbiReader(Words(minus, minus, minus, lowestTick, minus, minus));
        Assert.Equal((sbyte)-1, reader.Int8());
        Assert.Equal(-1, reader.Int32());
        Assert.Equal(-1L, reader.Int64());
        Assert.Equal(-887272, reader.Int24());
        Assert.Equal(BigInteger.MinusOne, reader.Int(128));
        Assert.Equal(BigInteger.MinusOne, reader.Int256());
        reader.End();
    }

    [Theory]
    [InlineData("100")]
    [InlineData("8000000000000000000000000000000000000000000000000000000000000000")]
    public void Bits_outside_a_width_are_dirt(string word)
    {
        Refuses((ref AbiReader r) => r.UInt8(), Words(word));
        Refuses((ref AbiReader r) => r.Int8(), Words(word));
        Refuses((ref AbiReader r) => r.Bool(), Words(word));
    }

    [Fact]
    public void A_number_that_needs_the_sign_bit_of_a_signed_width_is_dirt()
    {
        Refuses((ref AbiReader r) => r.Int8(), Words("80"));
        Refuses((ref AbiReader r) => r.Int24(), Words("800000"));
    }

    [Fact]
    public void Two_is_no_bool() => Refuses((ref AbiReader r) => r.Bool(), Words("2"));

    [Fact]
    public void Bits_above_an_address_are_dirt() => Refuses((ref AbiReader r) => r.Address(), Words("1" + new string('0', 40)));

    [Fact]
    public void Bits_below_short_bytes_are_dirt() => Refuses((ref AbiReader r) => r.FixedBytes(4).ToArray(), Words("0123456700" + new string('0', 53) + "1"));

    [Fact]
    public void An_answer_cut_short_is_refused() => Refuses((ref AbiReader r) => r.UInt256(), new byte[31]);

    [Fact]
    public void An_empty_answer_is_no_zero() => Refuses((ref AbiReader r) => r.UInt256(), []);

    [Fact]
    public void Bytes_that_nothing_read_are_refused_at_the_end()
    {
        Assert.Throws<AbiException>(() =>
        {
            var reader = new AbiReader(new byte[64]);
            reader.UInt256();
            reader.End();
        });
    }

    [Fact]
    public void A_length_beyond_the_data_is_refused_before_anything_is_allocated()
    {
        Refuses((ref AbiReader r) => r.Bytes(), Words("20", "7fffffff"));
        Refuses((ref AbiReader r) => r.Array((ref AbiReader item) => item.UInt256()), Words("20", "ffffffffffffffff", "1"));
        Refuses((ref AbiReader r) => r.Array((ref AbiReader item) => item.UInt256()), Words("20", "2", "1"));
    }

    [Fact]
    public void An_offset_beyond_the_data_is_refused()
    {
        Refuses((ref AbiReader r) => r.Bytes(), Words("40"));
        Refuses((ref AbiReader r) => r.String(), Words(new string('f', 64)));
    }

    [Fact]
    public void Offsets_that_point_at_the_same_bytes_twice_are_refused()
    {
        // string[]: both elements are the one at 0x40
        var data = Words("20", "2", "40", "40", "1", "61" + new string('0', 62));
        Refuses((ref AbiReader r) => r.Array((ref AbiReader item) => item.String()), data);
    }

    [Fact]
    public void An_offset_that_points_at_itself_is_refused()
    {
        Refuses((ref AbiReader r) => r.Array((ref AbiReader item) => item.Array((ref AbiReader inner) => inner.UInt256())), Words("0", "0"));
    }

    [Fact]
    public void Dirt_in_the_padding_of_bytes_is_refused() => Refuses((ref AbiReader r) => r.Bytes(), Words("20", "1", new string('f', 64)));

    [Fact]
    public void A_string_that_is_not_utf8_is_refused() => Refuses((ref AbiReader r) => r.String(), Words("20", "1", "ff" + new string('0', 62)));

    static void Refuses(Reading reading, byte[] data) => Assert.Throws<AbiException>(() =>
    {
        var reader = new AbiReader(data);
        reading(ref reader);
        reader.End();
    });

    static byte[] Words(params string[] words) => Hex.Decode("0x" + string.Concat(words.Select(word => word.PadLeft(64, '0'))));
}
