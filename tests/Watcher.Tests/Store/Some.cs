using System.Collections.Immutable;
using System.Globalization;
using Watcher.Alerts;
using Watcher.Positions;
using Watcher.Rules;
using Watcher.Store;

namespace Watcher.Tests.Store;

/// <summary>Made-up facts to store: a chain whose block n is n * 12 s old.</summary>
static class Some
{
    public static readonly DateTimeOffset Genesis = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);
    public static readonly ChainIdentity Chain = new("devnet", Hash(0));
    public static readonly Address Wallet = Address.Parse("0x00000000000000000000000000000000000000aa");
    public static readonly Subject Subject = new("devnet", "wallet", "", Wallet);

    public static Hash32 Hash(int seed) => Hash32.Parse("0x" + seed.ToString("x64", CultureInfo.InvariantCulture));

    /// <param name="fork">Another number is another block at the same height.</param>
    public static BlockRef Block(int number, int fork = 0) => new((ulong)number, Hash(1_000_000 * fork + number), Genesis.AddSeconds(12 * number));

    public static GoodReading Good(BlockRef block, long balance, Subject? subject = null) => new(subject ?? Subject, block,
        [new WalletPosition($"devnet/wallet/{(subject ?? Subject).Wallet}", "wallet", "", [new Leg(LegRole.Balance, new("devnet", null, "ETH", 18), balance)])], []);

    public static UnreadableReading Unreadable(BlockRef block, Subject? subject = null) =>
        new(subject ?? Subject, block, new(FailureReason.Timeout, "2 endpoints: no answer in 5 s"));

    /// <summary>The wallet's metrics; <see cref="Net"/> is one of them.</summary>
    public static readonly Measured Wealth = new($"devnet/{Wallet}", "devnet", Wallet, null, MetricScope.Wallet, null);

    public static readonly SeriesKey NetSeries = new(Wealth.Subject, "devnet", Wallet, null, "netUsd", "USD");

    public static Sample Net(string? value) => Sample(Wealth, "netUsd", value is null ? MetricValue.Unknown : MetricValue.Of(BigDecimal.Parse(value)));

    /// <summary>A sample of one metric; the others do not apply.</summary>
    public static Sample Sample(Measured measured, string metric, MetricValue value) =>
        new(measured, [.. measured.Metrics.Select(m => m.Name == metric ? value : MetricValue.NotApplicable)]);

    public static Measured Loan(string position) => new(position, "devnet", Wallet, position, MetricScope.Loan, null);

    public static CycleCommit Cycle(BlockRef block, params Reading[] readings) => new(Chain, block, "revision-1") { Readings = [.. readings] };

    public static OutboxMessage Message(string key, string? alert = "alert-1", string channel = "ops") =>
        new(channel, key, key, [new(key, alert)], System.Text.Encoding.UTF8.GetBytes($"body of {key}"));

    /// <summary>One message with the first notification of each alert.</summary>
    public static OutboxMessage Group(string key, params string[] alerts) =>
        new("ops", key, key, [.. alerts.Select(alert => new Told($"{alert}-1", alert))], System.Text.Encoding.UTF8.GetBytes($"body of {key}"));

    public static AlertState Alert(string id, AlertPhase phase) =>
        new(new("liquidation-near", "devnet/aave-v3/main/0xaa"), new("devnet/aave-v3/main/0xaa") { Chain = "devnet", Wallet = Wallet })
        {
            Id = id,
            Life = 1,
            Phase = phase,
            Severity = Severity.Critical,
            Metric = "healthFactor",
            Value = "1.21",
            Threshold = "1.25",
            FiredAt = Genesis,
            FiredBlock = Block(7),
            LastGood = Block(9),
            Channels = ["ops"],
            Evidence = System.Text.Json.Nodes.JsonNode.Parse("""{"healthFactor":"1.21"}"""),
        };

    public static AlertChanges Changes(AlertState state, params OutboxMessage[] outbox) =>
        new([state], [new(state.Id!, AlertPhase.Inactive, state.Phase, "fired", Genesis, Block(7))], [.. outbox]);
}
