using System.Text;
using Watcher.Evm.Rpc;
using Xunit;

namespace Watcher.Tests.Evm.Rpc;

public sealed class RpcAnswerTests
{
    static readonly byte[] Sent = [.. Enumerable.Range(0, 2000).Select(i => (byte)i)];
    static readonly byte[] Json = Encoding.UTF8.GetBytes($"\"0x{Convert.ToHexStringLower(Sent)}\"");

    [Fact]
    public void Long_hex_data_is_lent_and_reads_as_it_was_sent()
    {
        var answer = RpcAnswer.Copy(Json);
        Assert.True(answer.IsLent);
        Assert.Equal(Sent, answer.View().ToArray());
        Assert.Equal(Sent, answer.Data());
        Assert.Equal(Json, answer.Result.ToArray());
    }

    [Fact]
    public void Data_is_a_copy_that_outlives_the_buffer()
    {
        var answer = RpcAnswer.Copy(Json);
        var data = answer.Data();
        answer.GiveBack();
        LendingNode.SpoilWhatWasGivenBack();
        Assert.Equal(Sent, data);
    }

    [Fact]
    public void Given_back_no_copy_of_an_answer_can_be_read_any_more()
    {
        var answer = RpcAnswer.Copy(Json);
        var copy = answer with { Sent = 1 };
        answer.GiveBack();
        copy.GiveBack();
        Assert.All([answer, copy], given =>
        {
            Assert.Throws<ObjectDisposedException>(() => given.View());
            Assert.Throws<ObjectDisposedException>(given.Data);
            Assert.Throws<ObjectDisposedException>(() => given.Result);
        });
    }

    [Theory]
    [InlineData('g')]
    [InlineData('"')]
    public void A_long_text_that_is_no_hex_is_not_lent(char wrong)
    {
        var json = (byte[])[.. Json];
        json[1500] = (byte)wrong;
        var answer = RpcAnswer.Copy(json);
        Assert.False(answer.IsLent);
        Assert.Equal(json, answer.Result.ToArray());
        Assert.Throws<FormatException>(answer.Data);
    }
}
