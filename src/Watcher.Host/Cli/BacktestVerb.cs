using System.Collections.Immutable;
using Spectre.Console;
using Watcher.Evm;
using Watcher.Host.Backtest;
using Watcher.Host.Cli.Views;
using Watcher.Host.Config;
using Watcher.Store;

namespace Watcher.Host.Cli;

/// <param name="Rule">A configured rule's name, or a file with one.</param>
/// <param name="Since">How far back in the recorded history; null = all of it.</param>
/// <param name="Archive">Which past blocks to read now; null = the recorded history.</param>
/// <param name="Chains">Empty = all.</param>
/// <param name="Timeout">For one block.</param>
sealed record BacktestOptions(
    IReadOnlyList<string> Config, string Rule, TimeSpan? Since, DateTimeOffset? Until, PastSteps? Archive, IReadOnlyList<string> Chains, TimeSpan Timeout, bool Json);

/// <summary><c>backtest</c>: one rule on the past, recorded or read from an archive node.</summary>
static class BacktestVerb
{
    public static async Task<int> Run(BacktestOptions options, CancellationToken cancellation)
    {
        var config = PastChains.Narrowed(RuleGiven.Load(options.Config, options.Rule), options.Chains);
        var replay = new Replay(config);
        using var store = options.Archive is null ? StoreAccess.Beside(config) : null;
        var pasts = options.Archive is { } steps ? await FromArchive(config, steps, options, cancellation) : Recorded(config, store!, options);
        await Lead(replay, pasts, options, cancellation);
        var outcome = new BacktestOutcome(config.Rules[0], options.Archive is not null, pasts, replay);
        if (options.Json) ReportOutput.Write(BacktestJson.Of(outcome));
        else BacktestView.Write(Terminal.Out, outcome);
        return ExitCode.Ok;
    }

    static ImmutableArray<Past> Recorded(WatcherConfig config, WatcherStore store, BacktestOptions options) => Recording.Of(config, store,
        options.Since is { } since ? TimeProvider.System.GetUtcNow() - since : DateTimeOffset.UnixEpoch, options.Until ?? DateTimeOffset.MaxValue);

    static async Task<ImmutableArray<Past>> FromArchive(WatcherConfig config, PastSteps steps, BacktestOptions options, CancellationToken cancellation)
    {
        if (options.Since is not null || options.Until is not null) throw new UsageException("--since: and --until belong to the recorded history; --from and --to name past blocks");
        var chains = PastChains.Of(config, steps);
        Endpoints.Announce(chains.Select(c => c.Chain));
        try
        {
            return [.. await Task.WhenAll(chains.Select(c => Archive.Open(c.Chain, c.Wallets, steps, options.Timeout, cancellation)))];
        }
        catch (ReadFailedException unread)
        {
            throw new UsageException($"--from: the blocks cannot be found: {unread.Failure.ReasonText}: {unread.Failure.Why}");
        }
    }

    /// <summary>All chains together, in the order of time.</summary>
    static async Task Lead(Replay replay, ImmutableArray<Past> pasts, BacktestOptions options, CancellationToken cancellation)
    {
        var blocks = pasts.SelectMany(past => past.Blocks.Select(block => (Past: past, Block: block))).OrderBy(b => b.Block.Timestamp).ThenBy(b => b.Block.Number).ToList();
        async Task Step(Action<int> report)
        {
            for (var i = 0; i < blocks.Count; i++)
            {
                if (await blocks[i].Past.At(blocks[i].Block, cancellation) is { } read) replay.Take(read);
                report(i + 1);
            }
        }
        if (options.Json || !Terminal.Interactive) await Step(_ => { });
        else await Terminal.Error.Status().StartAsync("Replaying", status => Step(done => status.Status($"Replayed {done} of {blocks.Count} blocks")));
    }
}
