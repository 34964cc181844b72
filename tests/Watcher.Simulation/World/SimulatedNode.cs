using Watcher.Evm;
using Watcher.Host.Config;
using Watcher.Host.Cycle;
using Watcher.Positions;
using Watcher.Prices;

namespace Watcher.Simulation;

/// <summary>What a chain's nodes answer: the truth of some block of it, or not.</summary>
sealed class SimulatedNode(SimulatedChain chain)
{
    static readonly Failure NoAnswer = new(FailureReason.Timeout, "1 endpoint, no answer in 5 s");
    static readonly ReadCounters Cost = new(1, 1, 1, 1, 0, 0, 0, 0, TimeSpan.Zero);

    public SimulatedChain Chain => chain;

    public bool Down { get; set; }
    /// <summary>It serves a block that many blocks old.</summary>
    public int Behind { get; set; }
    public bool HeadersUnanswered { get; set; }
    public bool PricesUnreadable { get; set; }
    /// <summary>By wallet; a loan or the balances.</summary>
    public HashSet<(int Wallet, bool Loan)> Unreadable { get; } = [];

    /// <summary>The second endpoint does not answer.</summary>
    public bool SecondSilent { get; set; }
    /// <summary>It tells of debts so many times as large.</summary>
    public decimal SecondLie { get; set; } = 1;

    public void Mend()
    {
        (SecondSilent, SecondLie) = (false, 1);
        (Down, Behind, HeadersUnanswered, PricesUnreadable) = (false, 0, false, false);
        Unreadable.Clear();
    }

    public SimulatedBlock Pin() => SimulatedChain.Line(chain.Head).ElementAtOrDefault(Behind) ?? chain.Head;

    public Hash32? HashAt(ulong number) => HeadersUnanswered ? null : chain.HashAt(number);

    public BlockSnapshot Unreached(ImmutableArray<int> wallets) => new BlockSnapshot.Unreached(Of(), Configured(wallets), NoAnswer);

    public BlockSnapshot Seen(SimulatedBlock block, ImmutableArray<int> wallets) => new BlockSnapshot.Seen(Of(), Configured(wallets), block.Ref);

    /// <summary>What the second endpoint tells of some wallets at a block that was read before; null where it does not.</summary>
    public BlockSnapshot.Read? Second(BlockSnapshot.Read first, SimulatedBlock block, ImmutableArray<WalletConfig> asked, Func<Subject, ulong?> since)
    {
        if (Down || SecondSilent) return null;
        var lied = block with { Loans = [.. block.Loans.Select(loan => loan?.Lied(SecondLie))] };
        var read = Read(lied, [.. asked.Select(Settings.Number)], since) with { Endpoints = ["127.0.0.1#1"] };
        return first.MissingIn(read) is null ? Only(read, first) : null;
    }

    /// <summary>What the first could not read it cannot either.</summary>
    static BlockSnapshot.Read Only(BlockSnapshot.Read second, BlockSnapshot.Read first)
    {
        var missing = first.Readings.OfType<UnreadableReading>().ToDictionary(reading => reading.Subject);
        return new(second.Chain, second.Wallets, second.Block, [.. second.Readings.Select(own => missing.GetValueOrDefault(own.Subject) ?? own)],
            first.Prices.Failures.IsEmpty ? second.Prices : first.Prices, second.Counters)
        { Endpoints = second.Endpoints };
    }

    public BlockSnapshot.Read Read(SimulatedBlock block, ImmutableArray<int> wallets, Func<Subject, ulong?> since) =>
        new BlockSnapshot.Read(Of(), Configured(wallets), block.Ref, [.. wallets.SelectMany(w => Readings(block, w, since))], Prices(block), Cost) { Endpoints = ["127.0.0.1#0"] };

    ChainConfig Of() => Settings.Chain(chain.Name);

    ImmutableArray<WalletConfig> Configured(ImmutableArray<int> wallets) => [.. wallets.Select(Settings.Wallet)];

    IEnumerable<Reading> Readings(SimulatedBlock block, int wallet, Func<Subject, ulong?> since)
    {
        var (balances, loan) = (Settings.Balances(chain.Name, wallet), Settings.Loan(chain.Name, wallet));
        yield return Unreadable.Contains((wallet, false))
            ? new UnreadableReading(balances, block.Ref, NoAnswer)
            : new GoodReading(balances, block.Ref, [Settings.BalancesAt(chain.Name, wallet)], []);
        yield return Unreadable.Contains((wallet, true))
            ? new UnreadableReading(loan, block.Ref, NoAnswer)
            : new GoodReading(loan, block.Ref, [.. Loans(block, wallet)], [.. Events(block, wallet, since(loan))]);
    }

    IEnumerable<Position> Loans(SimulatedBlock block, int wallet) =>
        block.Loans[wallet] is { } loan ? [Settings.LoanAt(chain.Name, wallet, loan, block.EthUsd)] : [];

    IEnumerable<ChainEvent> Events(SimulatedBlock block, int wallet, ulong? since) =>
        from b in SimulatedChain.Line(block).TakeWhile(b => b.Ref.Number > since).Reverse()
        from happened in b.Liquidated
        where happened.Wallet == wallet
        select new ChainEvent("liquidated", happened.Id, b.Ref, Settings.Loan(chain.Name, wallet).What + "/" + Settings.Wallet(wallet).Address,
            $"liquidated in {happened.Id}", ImmutableDictionary<string, string>.Empty);

    MarketPrices Prices(SimulatedBlock block) => PricesUnreadable
        ? new(block.Ref, ImmutableDictionary<AssetKey, PriceAnswer>.Empty, Settings.Priced(chain.Name).ToImmutableDictionary(a => a.Key, _ => NoAnswer))
        : new(block.Ref, Settings.Priced(chain.Name).ToImmutableDictionary(a => a.Key, a => Settings.PriceOf(a, block)), ImmutableDictionary<AssetKey, Failure>.Empty);
}
