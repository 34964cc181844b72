using Watcher.Evm;
using Xunit;

namespace Watcher.Tests.Evm.Reads;

public sealed class QuestionKeyTests
{
    static readonly Address Pool = Address.Parse("0x00000000000000000000000000000000000000a1");
    static readonly Address Wallet = Address.Parse("0x00000000000000000000000000000000000000b0");
    static readonly byte[] Data = [1, 2, 3, 4, 5];

    [Fact]
    public void A_key_tells_what_it_was_made_of()
    {
        var key = new QuestionKey(QuestionKind.Fact, Pool, Data);
        Assert.Equal((QuestionKind.Fact, Pool, null), (key.Kind, key.To, key.From));
        Assert.Equal(Data, key.Data.ToArray());
        var sent = new QuestionKey(QuestionKind.Call, Pool, Data, Wallet);
        Assert.Equal((QuestionKind.Call, Pool, (Address?)Wallet), (sent.Kind, sent.To, sent.From));
        Assert.Equal(Data, sent.Data.ToArray());
    }

    [Fact]
    public void Keys_of_equal_parts_are_equal_wherever_they_are_written()
    {
        var slab = new Slab();
        slab.Take(7);
        var key = new QuestionKey(slab.Take(QuestionKey.Size(Data, Wallet)), QuestionKind.Call, Pool, Data, Wallet);
        var same = new QuestionKey(QuestionKind.Call, Pool, Data, Wallet);
        Assert.Equal((same, same.GetHashCode()), (key, key.GetHashCode()));
        Assert.Equal(same, key.Copy());
    }

    [Fact]
    public void A_kind_a_contract_a_sender_or_a_byte_that_differs_makes_another_key()
    {
        QuestionKey[] keys =
        [
            new(QuestionKind.Call, Pool, Data), new(QuestionKind.Fact, Pool, Data), new(QuestionKind.Call, Wallet, Data),
            new(QuestionKind.Call, Pool, Data, Wallet), new(QuestionKind.Call, Pool, Data, Pool), new(QuestionKind.Call, Pool, Data, Address.Zero),
            new(QuestionKind.Call, Pool, [1, 2, 3, 4, 6]), new(QuestionKind.Call, Pool, [1, 2, 3, 4]), new(QuestionKind.Call, Pool, [.. Wallet.ToBytes(), .. Data]),
        ];
        Assert.Equal(keys.Length, keys.Distinct().Count());
    }

    [Fact]
    public void A_copy_outlives_the_memory_that_its_key_was_written_in()
    {
        var slab = new Slab();
        var key = new QuestionKey(slab.Take(QuestionKey.Size(Data, null)), QuestionKind.Call, Pool, Data);
        var copy = key.Copy();
        slab.Return(key.Length);
        slab.Take(key.Length).AsSpan().Fill(0xff);
        Assert.Equal(new QuestionKey(QuestionKind.Call, Pool, Data), copy);
    }
}
