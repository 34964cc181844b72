using System.Collections.Immutable;
using Watcher.Evm.Abi;

namespace Watcher.Evm;

/// <summary>
/// One block, pinned by number and hash: everything that is read through it is of that block. Readers call it and await the answers; equal
/// calls are asked once however many readers make them.
/// </summary>
public sealed class PinnedBlock
{
    readonly ChainClientOptions options;
    readonly Hash32? genesis;
    readonly FixedFacts facts;
    readonly Func<QuestionKey, Outcome<ReadOnlyMemory<byte>>?> remembered;
    readonly Dictionary<(object Reader, Address Of, Type What), Read> once = [];

    internal PinnedBlock(ChainClientOptions options, BlockRef block, Hash32? genesis, BlockSession session, FixedFacts facts, int questions)
    {
        (this.options, Ref, this.genesis, Session, this.facts) = (options, block, genesis, session, facts);
        remembered = Remembered;
        Rounds = new(questions);
    }

    public string Chain => options.Chain;

    public ulong ChainId => options.ChainId;

    public BlockRef Ref { get; }

    /// <summary>The hash of block 0, by which chains of one name and id are told apart; null where the node does not keep it.</summary>
    public Hash32? Genesis => genesis;

    /// <summary>The endpoints, as <c>host#index</c>, that had part in what was read of it so far.</summary>
    public ImmutableArray<string> Endpoints => Session.Tally.Sources;

    /// <summary>What it cost so far to read this block.</summary>
    public ReadCounters Counters
    {
        get
        {
            (Session.Tally.Rounds, Session.Tally.Merged) = (Rounds.Count, Rounds.Merged);
            return Session.Tally.Counters;
        }
    }

    internal BlockSession Session { get; }

    internal ReadRounds Rounds { get; }

    /// <summary>Asks a contract. Whatever keeps the answer away throws in the reader.</summary>
    public Read<T> Call<T>(Address to, Call<T> call) => Ask(QuestionKind.Call, to, call);

    /// <summary>Asks for a fact that can never change, such as decimals: remembered between readings, free after the first time.</summary>
    public Read<T> Fixed<T>(Address to, Call<T> call) => Ask(QuestionKind.Fact, to, call);

    /// <summary>Asks a contract that may have no answer: the chain's own reasons come as an outcome, trouble with nodes still throws.</summary>
    public Read<Outcome<T>> Try<T>(Address to, Call<T> call) => AskTrying(QuestionKind.Call, to, call);

    /// <summary><see cref="Try"/> of a fact that can never change.</summary>
    public Read<Outcome<T>> TryFixed<T>(Address to, Call<T> call) => AskTrying(QuestionKind.Fact, to, call);

    /// <summary>Asks a contract in the name of a sender.</summary>
    public Read<T> CallFrom<T>(Address from, Address to, Call<T> call) => Ask(QuestionKind.Call, to, call, from);

    /// <summary>An account's balance of the chain's own currency, in its smallest unit.</summary>
    public Read<BigInteger> NativeBalance(Address account) => Ask(QuestionKind.NativeBalance, account, new NativeBalanceOf(account));

    /// <summary>The events from <paramref name="fromBlock"/> up to and including this block.</summary>
    public Read<ImmutableArray<LogEntry>> Logs(LogFilter filter, ulong fromBlock) => Rounds.Ask(filter, fromBlock);

    /// <summary>
    /// What a reader makes of a contract, the same for every wallet: made once, by the first who asks. Reading it anew for each would ask nothing
    /// anew, but most of a cycle's work would be that.
    /// </summary>
    /// <param name="reader">Whose it is: another reader may make something else of the contract.</param>
    /// <param name="of">The contract.</param>
    /// <param name="read">Reads it.</param>
    public Read<T> Once<T>(object reader, Address of, Func<PinnedBlock, Address, Read<T>> read)
    {
        if (once.TryGetValue((reader, of, typeof(T)), out var known)) return (Read<T>)known;
        var made = read(this, of);
        once.Add((reader, of, typeof(T)), made);
        return made;
    }

    Read<T> Ask<T>(QuestionKind kind, Address to, Call<T> call, Address? from = null)
    {
        var question = Rounds.Ask(kind, to, call.Encoded(), from, remembered);
        for (var reader = question.Readers; reader is not null; reader = reader.Next)
            if (reader is CallRead<T> known && known.DecodesLike(call)) return known;
        var read = new CallRead<T>(call);
        question.Add(read);
        return read;
    }

    Read<Outcome<T>> AskTrying<T>(QuestionKind kind, Address to, Call<T> call)
    {
        var question = Rounds.Ask(kind, to, call.Encoded(), from: null, remembered);
        for (var reader = question.Readers; reader is not null; reader = reader.Next)
            if (reader is TryRead<T> known && known.DecodesLike(call)) return known;
        var read = new TryRead<T>(call);
        question.Add(read);
        return read;
    }

    /// <summary>Keeps the answers that can never change, and for a while which of them were refused.</summary>
    internal void Learn()
    {
        if (genesis is not { } chain) return;
        foreach (var question in Rounds.Facts)
        {
            if (question.Understood) facts.Learn(chain, question.Key, question.Data);
            else if (question.Failure is { Reason: FailureReason.Reverted } failure) facts.Refuse(chain, question.Key, failure, Ref.Timestamp);
        }
    }

    Outcome<ReadOnlyMemory<byte>>? Remembered(QuestionKey key) => genesis is { } chain ? facts.Find(chain, key, Ref.Timestamp) : null;
}
