using System.Collections.Immutable;
using System.Text.Json.Nodes;
using Spectre.Console;
using Watcher.Evm;
using Watcher.Evm.Rpc;
using Watcher.Host.Cli.Views;
using Watcher.Host.Config;
using Watcher.Host.Cycle;
using Watcher.Protocols.Erc20;
using Watcher.Rules;

namespace Watcher.Host.Cli;

/// <summary><c>config check</c>: every setting, then what the nodes say of endpoints, tokens and feeds.</summary>
static class ConfigCheckVerb
{
    public static async Task<int> Run(IReadOnlyList<string> files, TimeSpan limit, bool json, CancellationToken cancellation)
    {
        var config = await ConfigLoader.Load(files, [], _ => { }, ChannelContexts.Silent, limit, cancellation);
        Endpoints.Announce(config.Chains);
        var findings = (await Task.WhenAll(config.Chains.Select(chain => Check(chain, limit, cancellation)))).SelectMany(f => f)
            .Concat(RuleSettings.Warnings(config.Rules).Select(w => new Finding("Watcher:Rules", true, w))).ToList();
        if (json) ReportOutput.Write(Json(findings));
        else Write(config, findings);
        return findings.TrueForAll(f => f.Good) ? ExitCode.Ok : ExitCode.Unknown;
    }

    static async Task<IReadOnlyList<Finding>> Check(ChainConfig chain, TimeSpan limit, CancellationToken cancellation)
    {
        using var deadline = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        deadline.CancelAfter(limit);
        var path = $"Watcher:Chains:{chain.Name}";
        try
        {
            var endpoints = await Task.WhenAll(chain.Rpc.Select((url, i) => Endpoint(chain, url, i, deadline.Token)));
            var heads = await Task.WhenAll(chain.Heads.Select((url, i) => Heads(chain, url, i, deadline.Token)));
            return [.. endpoints, .. heads, .. Budget(chain, path), .. endpoints.Any(e => e.Good) ? await Contracts(chain, path, deadline.Token) : []];
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            return [new(path, false, $"no complete answer within {Settings.Durations.Text(limit)}")];
        }
        catch (ReadFailedException unread)
        {
            return [new(path, false, $"{unread.Failure.ReasonText}: {unread.Failure.Why}")];
        }
    }

    static async Task<Finding> Endpoint(ChainConfig chain, Uri url, int index, CancellationToken cancellation)
    {
        var (id, failure) = await ChainByNode.Ask([url], cancellation);
        var path = $"Watcher:Chains:{chain.Name}:Rpc[{index}]";
        return failure is not null ? new(path, false, $"{chain.EndpointName(index)}: {failure.ReasonText}: {failure.Why}")
            : id == chain.ChainId ? new(path, true, $"{chain.EndpointName(index)} serves chain {id}")
            : new(path, false, $"{chain.EndpointName(index)} serves chain {id}, not {chain.ChainId}");
    }

    static IEnumerable<Finding> Budget(ChainConfig chain, string path) => chain.Budget is not { } budget ? [] :
    [
        new($"{path}:Budget", true, $"wallets near a threshold at every look, all of them every {Settings.Durations.Text(budget.MaxUnread)}: "
            + $"at least {budget.Least()} of {budget.CallsPerDay} calls a day"),
    ];

    static async Task<Finding> Heads(ChainConfig chain, Uri url, int index, CancellationToken cancellation)
    {
        var heads = new NewHeads(url, index, TimeProvider.System);
        var path = $"Watcher:Chains:{chain.Name}:Heads[{index}]";
        return await heads.Try(cancellation) is { } failure ? new(path, false, $"{heads.Name}: {failure.ReasonText}: {failure.Why}")
            : new(path, true, $"{heads.Name} tells of new blocks: each is read at once");
    }

    static async Task<IReadOnlyList<Finding>> Contracts(ChainConfig chain, string path, CancellationToken cancellation)
    {
        var client = ChainConnection.Open(chain, TimeProvider.System, new());
        var block = await client.Pin(BlockSelector.Latest, cancellation);
        var tokens = new TokenReader(chain.Name, new(chain.Assets));
        var named = chain.Assets.Where(a => a.Asset.Address is not null).ToImmutableArray();
        var priced = chain.Assets.Where(a => a.Feed is not null).ToImmutableArray();
        var found = await client.Run(block, named.Select(a => (Func<Read<Finding>>)(() => Token(path, tokens, block, a)))
            .Concat(priced.Select(a => (Func<Read<Finding>>)(() => Feed(path, block, a)))), cancellation);
        return [new(path, true, $"block {block.Ref.Number} of {block.Ref.Timestamp:yyyy-MM-dd HH:mm:ss}Z"), .. found.Select((f, i) => f.Ok ? f.Value
            : new Finding(path, false, $"{(i < named.Length ? $"token {named[i].Asset.Address}" : $"feed of {priced[i - named.Length].Asset.Symbol}")}: {f.Failure.ReasonText}: {f.Failure.Why}"))];
    }

    static async Read<Finding> Token(string path, TokenReader tokens, PinnedBlock block, KnownAsset asset)
    {
        var address = asset.Asset.Address!.Value;
        var (own, read) = await Read.All(TokenSymbol.Of(block, address), tokens.Read(block, address));
        var good = read.Decimals is not null;
        return new($"{path}:Tokens", good, $"{address} is {own ?? "without a symbol"}{(own == asset.Asset.Symbol ? "" : $", configured as {asset.Asset.Symbol}")}, {(good ? $"{read.Decimals} decimals" : "its decimals cannot be read")}");
    }

    static async Read<Finding> Feed(string path, PinnedBlock block, KnownAsset asset) => await Protocols.Protocols.PriceFeeds.Read(block, asset) switch
    {
        Price price => new($"{path}:{asset.Asset.Symbol}", true, $"feed answers {price.Usd} USD ({price.Decimals} decimals) of {price.UpdatedAt:yyyy-MM-dd HH:mm:ss}Z"),
        NoPrice none => new($"{path}:{asset.Asset.Symbol}", false, $"feed {asset.Feed!.Address}: {none.Why}"),
        _ => new($"{path}:{asset.Asset.Symbol}", false, "no answer"),
    };

    static void Write(WatcherConfig config, List<Finding> findings)
    {
        foreach (var finding in findings)
            Terminal.Out.MarkupLine($"{(finding.Good ? "[green]ok  [/]" : "[red]FAIL[/]")} {Figures.Safe(finding.Path)}: {Figures.Safe(finding.What)}");
        Terminal.Out.MarkupLine($"{config.Wallets.Length} wallets, {config.Chains.Length} chains, {config.Rules.Length} rules, {config.Channels.Length} channels: "
            + (findings.TrueForAll(f => f.Good) ? "[green]all well[/]" : $"[red]{findings.Count(f => !f.Good)} problems[/]"));
    }

    static JsonObject Json(List<Finding> findings) => new()
    {
        ["schema"] = "watcher.config-check/1",
        ["ok"] = findings.TrueForAll(f => f.Good),
        ["findings"] = new JsonArray([.. findings.Select(f => new JsonObject { ["path"] = f.Path, ["ok"] = f.Good, ["what"] = f.What })]),
    };

    sealed record Finding(string Path, bool Good, string What);
}
