using System.Collections.Concurrent;
using System.Collections.Immutable;

namespace Watcher.Evm;

/// <summary>
/// The engine: runs readers until none can go on without an answer, asks everything they want to know as one round, and goes on with the
/// answers, as they come. What fills a request departs at once, while other readers still run. Equal questions are one for as long as the
/// block is held. One thread at a time; nothing here waits for anything but rounds.
/// </summary>
/// <param name="expected">Questions to make room for.</param>
sealed class ReadRounds(int expected = 0)
{
    /// <summary>Rounds a reading may take; more than any real dependency is deep.</summary>
    public const int MaxRounds = 1000;

    /// <summary>From so many questions on, what a reading has made is megabytes.</summary>
    const int ManyQuestions = 4096;

    [ThreadStatic]
    static ReadRounds? running;

    readonly HashSet<Question>.AlternateLookup<QuestionKey> questions = new HashSet<Question>(expected, new QuestionsByKey()).GetAlternateLookup<QuestionKey>();
    readonly Dictionary<(LogFilter Filter, ulong From), LogsRead> logs = [];
    readonly Slab keys = new();

    /// <summary>Answers come on several threads; readers run on one at a time.</summary>
    readonly Lock gate = new();

    /// <summary>Answers that came, in order. Whoever brings some while another thread is at it leaves them to that one and does not wait.</summary>
    readonly ConcurrentQueue<Task> came = new();

    readonly List<Question> asked = [], facts = [];
    Read.Queue ready;
    List<LogsRead> askedLogs = [];
    int underWay, untold;
    bool collected;

    /// <summary>Whose readers run on this thread now; a read need not remember it.</summary>
    public static ReadRounds Running => running ?? throw new InvalidOperationException("a reader runs where a chain client runs it");

    /// <summary>Questions and event searches that were asked before.</summary>
    public int Merged { get; private set; }

    /// <summary>Different questions so far.</summary>
    public int Questions => questions.Set.Count;

    /// <summary>What was asked and can never change. Waits while readers run: where a round fails, others of it may still be at it.</summary>
    public ImmutableArray<Question> Facts
    {
        get
        {
            lock (gate) return [.. facts];
        }
    }

    /// <summary>What it has made is megabytes, of which it found no moment to collect any.</summary>
    public bool LeavesMuch => !collected && Questions >= ManyQuestions;

    /// <summary>Rounds taken.</summary>
    public int Count { get; private set; }

    /// <summary>The youngest two generations: met half way through a reading, a collection would copy most of what is read.</summary>
    public static void Collect() => GC.Collect(1, GCCollectionMode.Forced, blocking: true);

    public void Schedule(Read readers) => ready.Add(readers);

    /// <summary>Has answers told, and runs the readers that waited for them: what they ask belongs to the next round. The last of a round start it.</summary>
    /// <param name="tell">Tells them.</param>
    /// <returns>Done when they have been told, by this thread or another.</returns>
    public Task Take(Action tell)
    {
        var told = new Task(tell, TaskCreationOptions.RunContinuationsAsynchronously);
        came.Enqueue(told);
        if (Interlocked.Increment(ref untold) == 1) TellAll();
        return told;
    }

    /// <param name="kind">How it is asked.</param>
    /// <param name="to">Contract or account.</param>
    /// <param name="data">Call data, lent.</param>
    /// <param name="from">Sender, if any.</param>
    /// <param name="remembered">Finds the answer to a fact among those of earlier blocks.</param>
    public Question Ask(QuestionKind kind, Address to, ReadOnlySpan<byte> data, Address? from,
        Func<QuestionKey, Outcome<ReadOnlyMemory<byte>>?> remembered)
    {
        var key = new QuestionKey(keys.Take(QuestionKey.Size(data, from)), kind, to, data, from);
        if (questions.TryGetValue(key, out var question))
        {
            keys.Return(key.Length);
            Merged++;
            return question;
        }
        question = new(key);
        questions.Set.Add(question);
        var isFact = key.Kind == QuestionKind.Fact;
        if ((isFact ? remembered(key) : null) is not { } known)
        {
            asked.Add(question);
            if (isFact) facts.Add(question);
        }
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
        var read = new LogsRead(filter, from);
        logs.Add((filter, from), read);
        askedLogs.Add(read);
        return read;
    }

    /// <param name="readers">Start reading.</param>
    /// <param name="filling">How many of the first questions fill a request; 0 while they do not.</param>
    /// <param name="send">Takes questions to the chain, and brings their answers to <see cref="Take"/>.</param>
    public async Task<ImmutableArray<Outcome<T>>> Run<T>(
        IEnumerable<Func<Read<T>>> readers, Func<List<Question>, int> filling, Func<List<Question>, List<LogsRead>, Task> send)
    {
        var reads = new List<Read<T>>(readers.TryGetNonEnumeratedCount(out var count) ? count : 0);
        using var starting = readers.GetEnumerator();
        for (var sent = new List<Task>(); ; sent.Clear())
        {
            var round = Count + 1;
            Departure last;
            lock (gate)
            {
                using var turn = new Turn(this);
                do
                    while (filling(asked) is > 0 and var first) sent.Add(SendAside(Leave(first, round), send));
                while (StartOne(starting, reads) || ready.ResumeOne());
                last = Leave(asked.Count, round);
            }
            // Here and now: what is collected below stops all threads, also the one that it would depart on.
            if (!last.IsEmpty) sent.Add(Send(last, send));
            if (sent.Count == 0) return [.. reads.Select(read => read.Done ? read.Outcome() : Outcome.Failed<T>(Stuck))];
            // Nobody can go on before the one answer is there: what a collection takes now costs no time, later it would.
            if (sent.Count == 1 && LeavesMuch)
            {
                Collect();
                collected = true;
            }
            await Task.WhenAll(sent);
        }
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

    static bool StartOne<T>(IEnumerator<Func<Read<T>>> starting, List<Read<T>> reads)
    {
        if (!starting.MoveNext()) return false;
        reads.Add(Start(starting.Current));
        return true;
    }

    void TellAll()
    {
        lock (gate)
        {
            using var turn = new Turn(this);
            do
            {
                if (came.TryDequeue(out var tell)) tell.RunSynchronously(TaskScheduler.Default);
                while (underWay > 1 && ready.ResumeOne())
                {
                }
            }
            while (Interlocked.Decrement(ref untold) > 0);
        }
    }

    /// <summary>The first of the questions; with the last of them all searches.</summary>
    Departure Leave(int first, int round)
    {
        var departure = new Departure(asked[..first], []);
        asked.RemoveRange(0, first);
        if (asked.Count == 0) (departure, askedLogs) = (departure with { Searches = askedLogs }, departure.Searches);
        if (departure.IsEmpty) return departure;
        Count = round;
        Interlocked.Increment(ref underWay);
        return departure;
    }

    /// <summary>On another thread, while readers go on here.</summary>
    Task SendAside(Departure departure, Func<List<Question>, List<LogsRead>, Task> send) => Task.Run(() => Send(departure, send));

    async Task Send(Departure departure, Func<List<Question>, List<LogsRead>, Task> send)
    {
        try
        {
            await (Count <= MaxRounds ? send(departure.Questions, departure.Searches) : Take(departure.Refuse));
        }
        finally
        {
            Interlocked.Decrement(ref underWay);
        }
    }

    /// <summary>What departs together.</summary>
    readonly record struct Departure(List<Question> Questions, List<LogsRead> Searches)
    {
        public bool IsEmpty => Questions.Count + Searches.Count == 0;

        public void Refuse()
        {
            foreach (var question in Questions) question.Fail(Endless);
            foreach (var search in Searches) search.Fail(Endless);
        }
    }

    /// <summary>Has a thread run our readers. Turns lie within each other where answers are there at once, while questions are still being sent.</summary>
    readonly ref struct Turn : IDisposable
    {
        readonly ReadRounds? outer;

        public Turn(ReadRounds rounds) => (outer, running) = (running, rounds);

        public void Dispose() => running = outer;
    }
}
