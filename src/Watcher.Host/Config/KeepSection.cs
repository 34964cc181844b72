using Watcher.Settings;
using Watcher.Store;

namespace Watcher.Host.Config;

/// <summary>Reads <c>Store:Keep</c>: how much of the history stays with age.</summary>
static class KeepSection
{
    const string Forever = "forever";

    /// <summary>What is younger is still needed as it is: its blocks may be reorganised away, and rules go on from it.</summary>
    static readonly TimeSpan Least = TimeSpan.FromDays(1);

    public static Retention Read(SettingsNode store)
    {
        var (node, usual) = (store.Object("Keep"), Retention.Usual);
        var raw = IsForever(node.Text("Raw")) ? Retention.Forever : node.Duration("Raw") ?? usual.Raw;
        var hourly = IsForever(node.Text("Hourly")) ? Retention.Forever : node.Duration("Hourly") ?? Longer(usual.Hourly, raw);
        var daily = IsForever(node.Text("Daily")) ? Retention.Forever : node.Duration("Daily") ?? usual.Daily;
        if (raw < Least) node.Problem("Raw", $"must be {Durations.Text(Least)} or longer");
        if (hourly < raw) node.Problem("Hourly", "must not be shorter than Raw: it says up to which age the last reading of each hour is kept");
        if (daily < hourly) node.Problem("Daily", "must not be shorter than Hourly: it says up to which age the last reading of each day is kept");
        node.Done();
        return new(raw, hourly, daily);
    }

    public static string Text(TimeSpan age) => age == Retention.Forever ? Forever : Durations.Text(age);

    static bool IsForever(string? text) => Forever.Equals(text, StringComparison.OrdinalIgnoreCase);

    static TimeSpan Longer(TimeSpan one, TimeSpan other) => one > other ? one : other;
}
