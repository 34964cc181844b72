using System.Collections.Immutable;
using Watcher.Host.Config;
using Watcher.Reports;
using Watcher.Settings;

namespace Watcher.Host.Api.State;

/// <summary>Which of the latest reports somebody asks for.</summary>
static class ReportSelection
{
    public static readonly ApiParameter Wallet = new("wallet", ParameterKind.Text, "Of this wallet only: an address or a configured label");
    public static readonly ApiParameter Chain = new("chain", ParameterKind.Text, "On this chain only");
    public static readonly ApiParameter Portfolio = new("portfolio", ParameterKind.Text, "Of this portfolio only: its label");

    public static ImmutableArray<WalletReport> Of(ApiRequest request, ImmutableArray<WalletReport> all)
    {
        var (wallet, chain) = (WalletOf(request), ChainOf(request));
        return wallet is null && chain is null ? all
            : [.. all.Where(report => (wallet is null || report.Wallet == wallet) && (chain is null || report.Chain == chain))];
    }

    /// <exception cref="ApiProblem">It is not watched.</exception>
    public static Address? WalletOf(ApiRequest request)
    {
        if (request.Text(Wallet) is not { } name) return null;
        var wallet = HistoryNames.Wallet(name, request.Watch.Config);
        return request.Watch.Config.Wallets.Any(configured => configured.Address == wallet) ? wallet
            : throw ApiProblem.Of(Wallet.Name, "is not watched here: 'watcher check' and 'watcher stress' read any address");
    }

    /// <exception cref="ApiProblem">It is not configured.</exception>
    public static PortfolioConfig? PortfolioOf(ApiRequest request)
    {
        var all = request.Watch.Config.Portfolios;
        return request.Text(Portfolio) is not { } label ? null
            : all.FirstOrDefault(one => one.Label.Equals(label, StringComparison.OrdinalIgnoreCase))
            ?? throw ApiProblem.Of(Portfolio.Name, $"there is no portfolio '{label}'{Suggestion.For(label, all.Select(one => one.Label))}");
    }

    /// <exception cref="ApiProblem">It is not configured.</exception>
    public static string? ChainOf(ApiRequest request) => request.Text(Chain) is not { } name ? null
        : request.Watch.Config.Find(name)?.Name
        ?? throw ApiProblem.Of(Chain.Name, $"there is no chain '{name}'{Suggestion.For(name, request.Watch.Config.Chains.Select(c => c.Name))}");
}
