using System.Globalization;
using Spectre.Console;
using Watcher.Host.Cli.Views;
using Watcher.Host.Config;
using Watcher.Settings;

namespace Watcher.Host.Cli;

/// <summary><c>alerts silence</c>: begins, lists and ends silences; a <c>run</c> beside it hears of it within a second.</summary>
static class SilenceVerb
{
    public static Task<int> Begin(IReadOnlyList<string> files, SilenceWish wish, bool json, CancellationToken cancellation)
    {
        var config = ConfigLoader.Load(files, ChannelContexts.Silent);
        using var store = StoreAccess.Beside(config);
        var now = TimeProvider.System.GetUtcNow();
        var silence = store.Steering.Add(wish.Of(config, store, now));
        if (json) ReportOutput.Write(SilenceJson.Document([silence], now));
        else SilencesView.WriteBegun(Terminal.Out, silence, config, store.Alerts.List().Count(a => a.ResolvedAt is null && silence.Covers(a.Key, a.Subject)));
        return Task.FromResult(ExitCode.Ok);
    }

    public static Task<int> List(IReadOnlyList<string> files, bool json, CancellationToken cancellation)
    {
        var config = ConfigLoader.Load(files, ChannelContexts.Silent);
        using var store = StoreAccess.Beside(config);
        var (silences, now) = (store.Steering.Silences(), TimeProvider.System.GetUtcNow());
        if (json) ReportOutput.Write(SilenceJson.Document(silences, now));
        else SilencesView.Write(Terminal.Out, silences, config, now);
        return Task.FromResult(ExitCode.Ok);
    }

    public static Task<int> End(IReadOnlyList<string> files, string id, bool json, CancellationToken cancellation)
    {
        using var store = StoreAccess.Beside(ConfigLoader.Load(files, ChannelContexts.Silent));
        var now = TimeProvider.System.GetUtcNow();
        var silence = long.TryParse(id, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? store.Steering.End(number, now) : null;
        if (silence is null)
            throw new UsageException($"ID: there is no silence '{id}'{Suggestion.For(id, store.Steering.Read(now).Silences.Select(s => $"{s.Id}"))}; 'watcher alerts silence list' shows them");
        if (json) ReportOutput.Write(SilenceJson.Document([silence], now));
        else Terminal.Out.MarkupLine($"Silence {silence.Id} {(silence.Ended is { } ended ? $"ended at {Instant.Text(ended)}. What it held back and still holds is told now." : $"was over at {Instant.Text(silence.Until)}.")}");
        return Task.FromResult(ExitCode.Ok);
    }
}
