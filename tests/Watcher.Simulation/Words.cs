using System.Globalization;
using Watcher.Alerts;
using Watcher.Host.Cycle;

namespace Watcher.Simulation;

/// <summary>What happened, for people.</summary>
static class Words
{
    public static string Of(Served served) => served.Snapshot switch
    {
        BlockSnapshot.Read read => string.Create(CultureInfo.InvariantCulture,
            $"{served.Chain.Name} {read.Block.Number} {read.Block.Hash.ToString()[..8]} ETH {served.Block!.EthUsd}: {string.Join(", ", served.Wallets.Select(w => $"w{w + 1} {Of(served.Loan(w))} net {Of(served.Net(w))}"))}{Of(served.Second)}"),
        BlockSnapshot.Seen seen => $"{served.Chain.Name} {seen.Block.Number} seen before",
        _ => $"{served.Chain.Name} unreached",
    };

    public static string Of(Message message) => $"  -> {message.Channel}: {message.Notification.Reason} {message.Notification.IdempotencyKey}: {message.Notification.Summary}";

    public static string Of(AlertTransition step, AlertKey? alert) => $"  {alert?.Rule} on {alert?.Subject}: {step.From} -> {step.To} ({step.Reason})";

    static string Of(SecondServed? second) => second is null ? ""
        : $"; second on {string.Join(' ', second.Asked.Select(w => $"w{w + 1}"))}: {(second.Lie is { } lie ? $"debts x {lie}" : "silent")}{(second.Counts ? ", counts" : "")}";

    static string Of(Sight sight) => !sight.Known ? "?" : sight.Value is { } value ? value.ToString("0.###", CultureInfo.InvariantCulture) : "none";
}
