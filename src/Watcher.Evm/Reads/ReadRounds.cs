using System.Collections.Immutable;

namespace Watcher.Evm;

/// <summary>
/// The engine: runs readers until none can go on without an answer, asks everything they want to know as one round, and goes on with the
/// answers, as they come. Equal questions are one for as long as the block is held. One thread at a time; nothing here waits for anything but rounds.
/// </summary>
/// <param name="expected">Questions to make room for.</param>
sealed class ReadRounds(int expected = 0)
{
    /// <summary>Rounds a reading may take; more than any real dependency is deep.</summary>
    public const int MaxRounds = 1000;

    readonly HashSet<Question>.AlternateLookup<QuestionKey> questions = new HashSet<Question>(expected, new QuestionsByKey()).GetAlternateLookup<QuestionKey>();
    readonly Dictionary<(LogFilter Filter, ulong From), LogsRead> logs = [];
    Read.Queue ready;
    List<Question> asked = [];
    List<LogsRead> askedLogs = [];

    /// <summary>Questions and event searches that were asked before.</summary>
    public int Merged { get; private set; }

    /// <summary>Different questions so far.</summary>
    public int Questions => questions.Set.Count;

    /// <summary>Rounds taken.</summary>
    public int Count { get; private set; }

    public void Schedule(Read readers) => ready.Add(readers);

    /// <summary>Runs the readers that have what they waited for. What they ask belongs to the next round.</summary>
    public void GoOn()
    {
        while (ready.ResumeOne())
        {
        }
    }

    public Question Ask(QuestionKey key, Func<QuestionKey, Outcome<ReadOnlyMemory<byte>>?> remembered)
    {
        if (questions.TryGetValue(key, out var question))
        {
            Merged++;
            return question;
        }
        question = new(key);
        questions.Set.Add(question);
        if ((key.Kind == QuestionKind.Fact ? remembered(key) : null) is not { } known) asked.Add(question);
        else if (known.Ok) question.Answer(known.Value);
        else question.Fail(known.Failure);
        return question;
    }

    public LogsRead Ask(LogFilter filter, ulong from)
    {
        if (logs.TryGetValue((filter, from), out var known))
        {
            Merged++;
            return known;
        }
        var read = new LogsRead(this, filter, from);
        logs.Add((filter, from), read);
        askedLogs.Add(read);
        return read;
    }

    public async Task<ImmutableArray<Outcome<T>>> Run<T>(IEnumerable<Func<Read<T>>> readers, Func<List<Question>, List<LogsRead>, Task> send)
    {
        var reads = readers.Select(Start).ToArray();
        for (var round = 0; Resume(); round++)
        {
            var (sent, sentLogs) = (asked, askedLogs);
            (asked, askedLogs) = (new(sent.Count), []);
            Count++;
            if (round < MaxRounds) await send(sent, sentLogs);
            else Refuse(sent, sentLogs);
        }
        return [.. reads.Select(read => read.Done ? read.Outcome() : Outcome.Failed<T>(Stuck))];
    }

    static readonly Failure Stuck = new(FailureReason.Unsupported, "a reader waits for a read that never comes: readers wait for each other");

    static readonly Failure Endless = new(FailureReason.Unsupported, $"a reading takes more than {MaxRounds} rounds");

    static Read<T> Start<T>(Func<Read<T>> reader)
    {
        try
        {
            return reader();
        }
        catch (Exception e) when (e is not OutOfMemoryException)
        {
            var failed = new Read<T>();
            failed.Fail(e);
            return failed;
        }
    }

    /// <returns>True when something is to be asked.</returns>
    bool Resume()
    {
        GoOn();
        return asked.Count + askedLogs.Count > 0;
    }

    static void Refuse(List<Question> questions, List<LogsRead> searches)
    {
        foreach (var question in questions) question.Fail(Endless);
        foreach (var search in searches) search.Fail(Endless);
    }
}
