using System.Collections.Immutable;
using Watcher.Risk;

namespace Watcher.Reports;

/// <summary>Supposes a scenario for all that one cycle knows of a wallet: a report is built from the result as from what is.</summary>
public static class SnapshotStress
{
    public static WalletSnapshot Under(this WalletSnapshot snapshot, Stress stress, AssetBook book)
    {
        var prices = stress.Prices(snapshot.Prices);
        // Loans first: their shocked oracles price what has no feed, pools included.
        var loans = snapshot.Readings.OfType<GoodReading>().SelectMany(reading => reading.Positions).OfType<LendingPosition>().Select(stress.Loan);
        var market = new MarketView(book, prices, loans);
        return snapshot with { Prices = prices, Readings = [.. snapshot.Readings.Select(reading => Under(reading, stress, market))] };
    }

    static Reading Under(Reading reading, Stress stress, MarketView market) =>
        reading is GoodReading good ? good with { Positions = [.. good.Positions.Select(position => stress.Apply(position, market))] } : reading;
}
