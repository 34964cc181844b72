using Watcher.Evm;
using Watcher.Evm.Abi;
using Xunit;

namespace Watcher.Tests.Evm.Reads;

public sealed class ReadRoundsTests
{
    static readonly byte[] Zero = new byte[32];

    readonly ReadRounds rounds = new();

    [Fact]
    public async Task Who_brings_answers_while_another_thread_tells_some_leaves_them_to_it_and_goes()
    {
        using var telling = new ManualResetEventSlim();
        using var goOn = new ManualResetEventSlim();
        var told = new List<string>();
        var first = Task.Run(() => rounds.Take(() =>
        {
            telling.Set();
            goOn.Wait();
            told.Add("first");
        }));
        telling.Wait();
        var second = rounds.Take(() => told.Add("second"));
        Assert.False(second.IsCompleted);
        Assert.Empty(told);
        goOn.Set();
        await Task.WhenAll(first, second);
        Assert.Equal(["first", "second"], told);
    }

    [Fact]
    public async Task All_that_many_threads_bring_is_told_before_the_next_round()
    {
        var told = 0;
        var bringing = new List<Task>();
        var outcome = (await rounds.Run([Twice], _ => 0, (questions, _) =>
        {
            bringing.AddRange(Enumerable.Range(0, 200).Select(_ => Task.Run(() => rounds.Take(() => told++))));
            return Answer(questions);
        })).Single();
        Assert.True(outcome.Ok);
        Assert.Equal(400, told);

        async Task Answer(List<Question> questions)
        {
            await Task.WhenAll(bringing);
            await rounds.Take(() => questions.ForEach(question => question.Answer(Zero)));
        }
    }

    [Fact]
    public async Task The_one_request_of_a_round_has_departed_before_what_was_read_is_collected()
    {
        var atDeparture = -1;
        var answer = new TaskCompletionSource();
        var run = rounds.Run(Enumerable.Range(0, 5000).Select(i => (Func<Read<BigInteger>>)(() => Call(new Ask(i)))), _ => 0, (questions, _) =>
        {
            atDeparture = GC.CollectionCount(1);
            return Answer(questions);
        });
        Assert.InRange(atDeparture, 0, GC.CollectionCount(1) - 1);
        Assert.False(rounds.LeavesMuch);
        answer.SetResult();
        Assert.Equal(5000, (await run).Count(outcome => outcome.Ok));

        async Task Answer(List<Question> questions)
        {
            await answer.Task;
            await rounds.Take(() => questions.ForEach(question => question.Answer(Zero)));
        }
    }

    [Fact]
    public async Task Facts_are_told_of_when_no_reader_runs_any_more()
    {
        var told = 0;
        var asking = new Thread(() => told = rounds.Facts.Length);
        await rounds.Take(() =>
        {
            asking.Start();
            Assert.True(SpinWait.SpinUntil(() => asking.ThreadState is ThreadState.WaitSleepJoin or ThreadState.Stopped, TimeSpan.FromMinutes(1)));
            Call(new Ask(1), QuestionKind.Fact);
        });
        asking.Join();
        Assert.Equal(1, told);
    }

    async Read<BigInteger> Twice() => await Call(new Ask(1)) + await Call(new Ask(2));

    Read<BigInteger> Call(Call<BigInteger> call, QuestionKind kind = QuestionKind.Call)
    {
        var read = new CallRead<BigInteger>(call);
        rounds.Ask(kind, default, call.Encoded(), null, _ => null).Add(read);
        return read;
    }
}
