using Watcher.Reports;

namespace Watcher.Host.Cli.Views;

/// <summary>What a person calls a position: its protocol and deployment, a pool's tokens, an NFT's number. Escaped for the terminal.</summary>
static class PositionTitle
{
    public static string Of(PositionReport position)
    {
        var words = new List<string> { position.Facts.Protocol, position.Facts.Name };
        if (position.Facts is LiquidityPosition pool)
        {
            words.Add(string.Join('/', pool.Legs.Where(leg => leg.Role == LegRole.Token).Select(leg => leg.Asset.Symbol ?? $"{leg.Asset.Address}")));
            if (pool.Range is { } range) words.Add($"#{range.TokenId}");
        }
        return Figures.Safe(string.Join(' ', words));
    }
}
