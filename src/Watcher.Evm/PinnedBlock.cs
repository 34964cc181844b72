using System.Collections.Immutable;
using Watcher.Evm.Abi;

namespace Watcher.Evm;

/// <summary>
/// One block, pinned by number and hash: everything that is read through it is of that block. Readers call it and await the answers; equal
/// calls are asked once however many readers make them.
/// </summary>
public sealed class PinnedBlock
{
    readonly ReadRounds rounds = new();
    readonly FixedFacts facts;

    internal PinnedBlock(string chain, ulong chainId, BlockRef block, Hash32? genesis, Endpoint endpoint, FixedFacts facts)
    {
        (Chain, ChainId, Ref, Genesis, Endpoint, this.facts) = (chain, chainId, block, genesis, endpoint, facts);
    }

    public string Chain { get; }

    public ulong ChainId { get; }

    public BlockRef Ref { get; }

    internal Hash32? Genesis { get; }

    internal Endpoint Endpoint { get; }

    internal ReadRounds Rounds => rounds;

    /// <summary>Asks a contract. Whatever keeps the answer away throws in the reader.</summary>
    public Read<T> Call<T>(Address to, Call<T> call) => Ask(new(QuestionKind.Call, to, call.Data), call, null);

    /// <summary>Asks for a fact that can never change, such as decimals: remembered between readings, free after the first time.</summary>
    public Read<T> Fixed<T>(Address to, Call<T> call) => Ask(new(QuestionKind.Fact, to, call.Data), call, Remembered());

    /// <summary>Asks a contract that may have no answer: the chain's own reasons come as an outcome, trouble with nodes still throws.</summary>
    public Read<Outcome<T>> Try<T>(Address to, Call<T> call) => AskTrying(new(QuestionKind.Call, to, call.Data), call, null);

    /// <summary><see cref="Try"/> of a fact that can never change.</summary>
    public Read<Outcome<T>> TryFixed<T>(Address to, Call<T> call) => AskTrying(new(QuestionKind.Fact, to, call.Data), call, Remembered());

    /// <summary>Asks a contract in the name of a sender.</summary>
    public Read<T> CallFrom<T>(Address from, Address to, Call<T> call) => Ask(new(QuestionKind.Call, to, call.Data, from), call, null);

    /// <summary>An account's balance of the chain's own currency, in its smallest unit.</summary>
    public Read<BigInteger> NativeBalance(Address account)
    {
        var call = new NativeBalanceOf(account);
        return Ask(new(QuestionKind.NativeBalance, account, call.Data), call, null);
    }

    /// <summary>The events from <paramref name="fromBlock"/> up to and including this block.</summary>
    public Read<ImmutableArray<LogEntry>> Logs(LogFilter filter, ulong fromBlock) => rounds.Ask(filter, fromBlock);

    Read<T> Ask<T>(QuestionKey key, Call<T> call, Func<QuestionKey, ReadOnlyMemory<byte>?>? remembered)
    {
        var question = rounds.Ask(key, remembered);
        for (var reader = question.Readers; reader is not null; reader = reader.Next)
            if (reader is CallRead<T> known && known.DecodesLike(call)) return known;
        var read = new CallRead<T>(rounds, call);
        question.Add(read, call.Returns != "()");
        return read;
    }

    Read<Outcome<T>> AskTrying<T>(QuestionKey key, Call<T> call, Func<QuestionKey, ReadOnlyMemory<byte>?>? remembered)
    {
        var question = rounds.Ask(key, remembered);
        for (var reader = question.Readers; reader is not null; reader = reader.Next)
            if (reader is TryRead<T> known && known.DecodesLike(call)) return known;
        var read = new TryRead<T>(rounds, call);
        question.Add(read, call.Returns != "()");
        return read;
    }

    Func<QuestionKey, ReadOnlyMemory<byte>?>? Remembered() => Genesis is { } genesis ? key => facts.Find(genesis, key) : null;
}
