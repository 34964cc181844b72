using System.Collections.Immutable;
using Watcher.Alerts;
using Watcher.Host.Cli.Views;
using Watcher.Host.Config;
using Watcher.Host.Drill;
using Watcher.Rules;
using Watcher.Settings;

namespace Watcher.Host.Cli;

/// <param name="Rule">Null = the severest that can be fired.</param>
/// <param name="Wallet">A configured one's label or address; null = whichever breaches first.</param>
/// <param name="Shocks">Empty = the smallest move that does it.</param>
sealed record DrillOptions(IReadOnlyList<string> Config, string? Rule, string? Wallet, IReadOnlyList<string> Shocks, TimeSpan Timeout, bool Json);

/// <summary><c>drill</c>: a simulated crash of a real wallet through the real rules to the real channels. It opens no database.</summary>
static class DrillVerb
{
    public static async Task<int> Run(DrillOptions options, CancellationToken cancellation)
    {
        MarketMove? given = null;
        ImmutableArray<Rule> rules = [];
        var selection = new Selection([], [], [], options.Config) { Wallet = options.Wallet };
        var read = await OneShot.Read(new(selection, "latest", options.Timeout, options.Json), config =>
        {
            rules = Rules(config, options.Rule);
            if (options.Shocks.Count > 0) given = new([.. options.Shocks.Select(text => StressVerb.Parse(text, config.Assets))]);
        }, cancellation, ChannelContexts.Of(options.Json));

        var time = TimeProvider.System;
        var stage = new Stage(read.Config, read.Snapshots, time.GetUtcNow());
        var plot = Plot.Find(stage, rules, given);
        var receipts = plot is null ? [] : await Perform(plot, stage, rules, read.Config, time, cancellation);
        var outcome = new DrillOutcome(plot, given is not null, stage.Unread, receipts);
        if (options.Json) ReportOutput.Write(DrillJson.Of(outcome));
        else DrillView.Write(Terminal.Out, outcome);
        return outcome.IsDelivered ? ExitCode.Ok : ExitCode.Unknown;
    }

    /// <summary>What a move of the market can fire.</summary>
    static ImmutableArray<Rule> Rules(WatcherConfig config, string? name)
    {
        if (name is null) return [.. config.Rules.Where(rule => rule.Trigger is ConditionTrigger)];
        var rule = config.Rules.FirstOrDefault(rule => rule.Name.Equals(name, StringComparison.OrdinalIgnoreCase))
            ?? throw new UsageException($"--rule: there is no rule '{name}'{Suggestion.For(name, config.Rules.Select(r => r.Name))}");
        return rule.Trigger is ConditionTrigger ? [rule]
            : throw new UsageException($"--rule: '{rule.Name}' waits for an event on the chain, which no move of the market is; 'watcher notify test' proves its channels");
    }

    static async Task<ImmutableArray<DrillReceipt>> Perform(
        Plot plot, Stage stage, ImmutableArray<Rule> rules, WatcherConfig config, TimeProvider time, CancellationToken cancellation)
    {
        var cast = plot.Cast(stage, rules);
        var play = new Play(cast, time.GetUtcNow());
        var receipts = ImmutableArray.CreateBuilder<DrillReceipt>();
        async Task Tell(string act, ImmutableArray<NotificationDraft> told) =>
            receipts.AddRange(await DrillPost.Send(act, DrillMark.Messages(told, config.Channels), config.Channels, time, cancellation));

        await Tell("fired", play.Breach(cast));
        if (plot.Deeper is { } deeper) await Tell("worsened", play.Worsen(stage.Under(deeper, rules)));
        await Tell("escalated", play.Escalate());
        await Tell("resolved", play.Recover(stage.Under(plot.Crash.AtRest, rules)));
        return receipts.ToImmutable();
    }
}
