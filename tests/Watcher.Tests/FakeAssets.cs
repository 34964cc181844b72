using Watcher.Positions;

namespace Watcher.Tests;

/// <summary>The native asset of the chain <c>devnet</c> and configured tokens.</summary>
static class FakeAssets
{
    public const string Chain = "devnet";

    public static readonly KnownAsset Ether = new(new(Chain, null, "ETH", 18), "eth", null, false);

    public static AssetBook Book(params (Address Address, string? Symbol)[] tokens) =>
        new(tokens.Select(t => new KnownAsset(new(Chain, t.Address, t.Symbol, null), null, null, false)).Prepend(Ether));
}
