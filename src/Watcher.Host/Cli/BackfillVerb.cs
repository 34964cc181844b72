using System.Collections.Immutable;
using Spectre.Console;
using Watcher.Evm;
using Watcher.Host.Backfill;
using Watcher.Host.Backtest;
using Watcher.Host.Cli.Views;
using Watcher.Host.Config;
using Watcher.Store;

namespace Watcher.Host.Cli;

/// <param name="Chains">Empty = all.</param>
/// <param name="AtOnce">So many blocks are read at a time.</param>
/// <param name="Timeout">For one block.</param>
sealed record BackfillOptions(IReadOnlyList<string> Config, PastSteps Steps, IReadOnlyList<string> Chains, int AtOnce, TimeSpan Timeout, bool Json);

/// <summary><c>backfill</c>: fills the history from an archive node, beside a <c>run</c> or before the first one.</summary>
static class BackfillVerb
{
    public static async Task<int> Run(BackfillOptions options, CancellationToken cancellation)
    {
        var config = PastChains.Narrowed(ConfigLoader.Load(options.Config, ChannelContexts.Silent), options.Chains);
        var chains = PastChains.Of(config, options.Steps);
        if (chains.IsEmpty) throw new ConfigurationException("Watcher:Wallets", "names no wallet on these chains: there is nothing to read");
        Endpoints.Announce(chains.Select(c => c.Chain));
        using var store = StoreAccess.ToFill(config);
        var facts = new FixedFacts();
        var fills = await Open(chains, options, store, facts, cancellation);
        var outcomes = await Fill(new(config, store, facts, options.AtOnce), fills, options, cancellation);
        if (options.Json) ReportOutput.Write(BackfillJson.Of(outcomes));
        else BackfillView.Write(Terminal.Out, outcomes);
        return outcomes.Any(outcome => outcome.Stopped is not null) ? ExitCode.Unknown : ExitCode.Ok;
    }

    static async Task<ImmutableArray<ChainFill>> Open(
        ImmutableArray<(ChainConfig Chain, ImmutableArray<WalletConfig> Wallets)> chains, BackfillOptions options, WatcherStore store, FixedFacts facts, CancellationToken cancellation)
    {
        try
        {
            return [.. await Task.WhenAll(chains.Select(c => ChainFill.Open(c.Chain, c.Wallets, options.Steps, store, facts, options.Timeout, cancellation)))];
        }
        catch (ReadFailedException unread)
        {
            throw new UsageException($"--from: the blocks cannot be found: {unread.Failure.ReasonText}: {unread.Failure.Why}");
        }
    }

    static async Task<ImmutableArray<FillOutcome>> Fill(Filler filler, ImmutableArray<ChainFill> fills, BackfillOptions options, CancellationToken cancellation)
    {
        if (options.Json || !Terminal.Interactive) return await filler.Fill(fills, options.Steps, _ => { }, cancellation);
        return await Terminal.Error.Progress().Columns(new TaskDescriptionColumn { Alignment = Justify.Left }, new ProgressBarColumn(), new PercentageColumn(), new RemainingTimeColumn()).StartAsync(async progress =>
        {
            var bars = fills.ToDictionary(fill => fill.Chain.Name, fill =>
                progress.AddTask(Figures.Safe(fill.Chain.Name), maxValue: Math.Max(1, FillGrid.Count(fill.Ends.From, fill.Ends.To, options.Steps))));
            return await filler.Fill(fills, options.Steps, done =>
            {
                bars[done.Chain].Value = done.Done;
                if (done.Last is { } last) bars[done.Chain].Description = $"{Figures.Safe(done.Chain)} {last.Timestamp:yyyy-MM-dd HH}h, block {last.Number}";
            }, cancellation);
        });
    }
}
