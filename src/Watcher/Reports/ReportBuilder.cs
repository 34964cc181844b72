using System.Collections.Immutable;
using Watcher.Risk;

namespace Watcher.Reports;

/// <summary>Computes reports from facts. Pure: the same facts give the same report, to the digit, at any later time.</summary>
public sealed class ReportBuilder(AssetBook book)
{
    /// <param name="snapshot">The facts of one block.</param>
    /// <param name="targets">The wallet's; null without.</param>
    /// <param name="memory">What was known before, for what cannot be read now.</param>
    /// <param name="now">Since when something is unknown that memory does not know of.</param>
    public WalletReport Build(WalletSnapshot snapshot, Targets? targets, Memory memory, DateTimeOffset now)
    {
        var positions = WithoutReceipts(snapshot, memory);
        var market = new MarketView(book, snapshot.Prices, positions);
        var unknown = snapshot.IsComplete ? [] : Unknown(snapshot, positions, market, memory, now);
        var complete = false;
        var exposure = unknown.IsEmpty ? ExposureSum.Of(positions, market, out complete) : null;
        return new(snapshot.Wallet, snapshot.Label, snapshot.Chain, snapshot.ChainId, snapshot.Block)
        {
            Positions = Reports(positions, market).AddRange(unknown.IsEmpty ? [] : Remembered(snapshot.Readings.OfType<UnreadableReading>().Select(r => r.Subject), memory)),
            Unknown = unknown,
            Market = market,
            Exposure = exposure,
            Complete = complete,
            Portfolio = exposure is null ? null : Weights.Of(exposure, targets, book),
        };
    }

    /// <summary>The report of a wallet on a chain of which no block could be read at all.</summary>
    /// <param name="wallet">Whose.</param>
    /// <param name="label">Its configured label.</param>
    /// <param name="chain">The chain's configured name.</param>
    /// <param name="chainId">The configured id.</param>
    /// <param name="failure">Why not.</param>
    /// <param name="memory">What was known before.</param>
    /// <param name="now">Since when it is unknown, if memory does not know.</param>
    public WalletReport Unreached(Address wallet, string? label, string chain, ulong chainId, Failure failure, Memory memory, DateTimeOffset now) =>
        new(wallet, label, chain, chainId, null)
        {
            Positions = [.. Remembered(memory.LastGood.Keys.Where(subject => subject.Wallet == wallet && subject.Chain == chain), memory)],
            Unknown = [Entry(new(chain, null, null), failure, null, memory, now)],
            Market = new(book, null, []),
            Exposure = null,
            Complete = false,
        };

    /// <summary>The same reports, with what their unreadable parts have in common.</summary>
    /// <param name="reports">Of all wallets of one chain.</param>
    public static ImmutableArray<WalletReport> Explained(ImmutableArray<WalletReport> reports) => CommonCause.Explain(reports);

    /// <summary>Several wallets and chains as one.</summary>
    public PortfolioReport Portfolio(string label, ImmutableArray<WalletReport> members, Targets? targets)
    {
        var exposure = members.All(member => member.Exposure is not null) ? Exposure.Over(members.Select(member => member.Exposure!)) : null;
        return new(label, members) { Exposure = exposure, Figures = exposure is null ? null : Weights.Of(exposure, targets, book) };
    }

    ImmutableArray<PositionReport> Reports(List<Position> positions, MarketView market)
    {
        var reports = ImmutableArray.CreateBuilder<PositionReport>(positions.Count);
        foreach (var position in positions) reports.Add(Report(position, market));
        return reports.MoveToImmutable();
    }

    PositionReport Report(Position position, MarketView market) => position switch
    {
        WalletPosition balances => BalancesReport.Of(balances, market),
        LendingPosition loan => LoanReport.Of(loan, market, book),
        LiquidityPosition liquidity => LiquidityReport.Of(liquidity, market),
        _ => throw new ArgumentException($"{position.GetType().Name} is not a kind of position that can be reported", nameof(position)),
    };

    /// <summary>All positions, those that could not be read now among the receipts' owners too: their tokens are still theirs.</summary>
    static List<Position> WithoutReceipts(WalletSnapshot snapshot, Memory memory)
    {
        var (positions, receipts) = (new List<Position>(), new List<ImmutableArray<Address>>());
        foreach (var reading in snapshot.Readings)
        {
            var known = reading is GoodReading good ? good.Positions : memory.LastGood.GetValueOrDefault(reading.Subject)?.Positions ?? [];
            foreach (var position in known)
            {
                if (reading is GoodReading) positions.Add(position);
                if (!position.Receipts.IsEmpty) receipts.Add(position.Receipts);
            }
        }
        for (var i = 0; i < positions.Count; i++)
            if (positions[i] is WalletPosition balances) positions[i] = Without(balances, receipts);
        return positions;
    }

    static WalletPosition Without(WalletPosition balances, List<ImmutableArray<Address>> receipts)
    {
        var own = balances.Legs.RemoveAll(leg => leg.Asset.Address is { } address && IsOneOf(receipts, address));
        return own.Length == balances.Legs.Length ? balances : balances with { Legs = own };
    }

    /// <summary>Looked for in the lists themselves: a set of them would be made anew for every wallet, for the few tokens it holds.</summary>
    static bool IsOneOf(List<ImmutableArray<Address>> receipts, Address address)
    {
        foreach (var tokens in receipts)
            if (tokens.Contains(address)) return true;
        return false;
    }

    static IEnumerable<PositionReport> Remembered(IEnumerable<Subject> subjects, Memory memory) =>
        subjects.Select(subject => memory.LastGood.GetValueOrDefault(subject)).OfType<LastGood>()
            .SelectMany(good => good.Positions.Select(position => new UnknownPosition(position, good.Block)));

    ImmutableArray<UnknownEntry> Unknown(WalletSnapshot snapshot, List<Position> positions, MarketView market, Memory memory, DateTimeOffset now) =>
        [.. Unreadable(snapshot, memory, now), .. UnreadableFeeds(snapshot, positions, market, memory, now)];

    static IEnumerable<UnknownEntry> Unreadable(WalletSnapshot snapshot, Memory memory, DateTimeOffset now) =>
        snapshot.Readings.OfType<UnreadableReading>().Select(reading => Entry(CauseOf(reading.Subject), reading.Failure, reading.Subject, memory, now));

    IEnumerable<UnknownEntry> UnreadableFeeds(WalletSnapshot snapshot, List<Position> positions, MarketView market, Memory memory, DateTimeOffset now) =>
        from key in snapshot.Prices.Failures.IsEmpty ? [] : positions.SelectMany(position => ExposureSum.Legs(position)).Where(leg => !leg.Raw.IsZero).Select(leg => market.Source(leg.Asset.Key)).Distinct()
        let failure = market.FailureOf(key)
        where failure is not null
        select Entry(new(snapshot.Chain, $"{snapshot.Chain}/price/{book.Find(key)?.Asset.Symbol ?? key.Address?.ToString()}", null), failure, null, memory, now);

    static Cause CauseOf(Subject subject) => new(subject.Chain, subject.What, subject.Wallet);

    static UnknownEntry Entry(Cause cause, Failure failure, Subject? subject, Memory memory, DateTimeOffset now)
    {
        var what = cause.What ?? cause.Chain;
        return new(what, failure, memory.UnknownSince.GetValueOrDefault(what, now)) { Cause = cause, Subject = subject };
    }
}
