using System.Collections.Immutable;

namespace Watcher.Planning;

/// <summary>
/// Who is read when, of one chain under a call budget. Calls are spent where the risk is: a wallet near a threshold is read at every look at the
/// chain, one far from all of them only as often as it must be. A cycle costs by its depth and hardly by its wallets, so what saves calls is to
/// leave whole cycles out: whoever is past half of its interval rides along.
/// </summary>
/// <param name="Stretched">The day's calls run low: near wallets too are read only as often as what is left allows.</param>
public sealed record ReadingPlan(ImmutableArray<WalletPlan> Wallets, bool Stretched)
{
    /// <summary>Up to here a wallet is near: a price may go that far between two looks.</summary>
    public const double Near = 0.05;

    /// <summary>From here on it is far.</summary>
    public const double Far = 0.5;

    /// <param name="wallets">All of the chain's.</param>
    /// <param name="budget">What is allowed.</param>
    /// <param name="spent">What each endpoint was asked; the one with the least left counts, whichever it is: any may have to stand in.</param>
    /// <param name="every">How often the chain is looked at.</param>
    /// <param name="cost">Calls of a cycle, as measured lately.</param>
    public static ReadingPlan Of(IEnumerable<WalletWatch> wallets, CallBudget budget, IReadOnlyCollection<CallsSpent> spent, TimeSpan every, double cost)
    {
        var floor = spent.Any(one => one.IsNearCap) ? Affordable(cost, spent.Min(one => one.Left), budget.MaxUnread) : TimeSpan.Zero;
        return new([.. wallets.Select(wallet => Plan(wallet, Longer(floor, Interval(wallet.Distance, every, budget.MaxUnread)), budget.MaxUnread, every))], floor > TimeSpan.Zero);
    }

    /// <summary>Who is read now: nobody while none is due.</summary>
    public ImmutableHashSet<Address> Due(DateTimeOffset now) => Wallets.Any(wallet => wallet.Due <= now)
        ? [.. Wallets.Where(wallet => wallet.Read is not { } read || read + wallet.Every / 2 <= now).Select(wallet => wallet.Wallet)]
        : [];

    /// <summary>Between near and far the interval grows evenly in its logarithm.</summary>
    static TimeSpan Interval(double? distance, TimeSpan every, TimeSpan longest)
    {
        if (distance is not { } share || share >= Far || longest <= every) return longest;
        return share <= Near ? TimeSpan.Zero : every * Math.Pow(longest / every, (share - Near) / (Far - Near));
    }

    /// <summary>A look too late by one interval of the chain would be later than promised.</summary>
    static WalletPlan Plan(WalletWatch wallet, TimeSpan wanted, TimeSpan longest, TimeSpan every)
    {
        var latest = longest > every ? longest - every : TimeSpan.Zero;
        var interval = wanted < latest ? wanted : latest;
        return new(wallet.Wallet, wallet.Distance, wallet.Read, interval, wallet.Read is { } read ? read + interval : DateTimeOffset.MinValue);
    }

    static TimeSpan Affordable(double cost, long left, TimeSpan longest) =>
        left > 0 && CallBudget.Day * (cost / left) is var interval && interval < longest ? interval : longest;

    static TimeSpan Longer(TimeSpan a, TimeSpan b) => a > b ? a : b;
}
