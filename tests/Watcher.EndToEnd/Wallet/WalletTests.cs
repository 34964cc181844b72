using Watcher.Devnet;
using Watcher.Devnet.Node;
using Watcher.Positions;
using Watcher.Protocols.Wallet;

namespace Watcher.EndToEnd.Wallet;

public sealed class WalletTests(DevnetFixture fixture) : DevnetTest(fixture)
{
    [Fact]
    public async Task Every_wallets_balances_are_what_the_node_and_the_tokens_say()
    {
        using var reader = new DevnetReader(Node, WalletProtocol.Kind);
        foreach (var wallet in DevnetWallet.All)
        {
            var legs = Assert.Single(await reader.Positions<WalletPosition>(wallet.Address)).Legs;
            Assert.Equal(await Coins(wallet.Address), Assert.Single(legs, leg => leg.Asset.Address is null).Raw);
            foreach (var token in Node.Tokens.All.Select(token => token.Contract).Concat(Node.Tokens.Odd.Values))
            {
                var held = await token.Get<BigInteger>("balanceOf", wallet.Address);
                Assert.Equal(held, legs.SingleOrDefault(leg => leg.Asset.Address == token.Address)?.Raw ?? 0);
            }
        }
    }

    [Fact]
    public async Task An_empty_wallet_has_nothing_but_no_coins()
    {
        using var reader = new DevnetReader(Node, WalletProtocol.Kind);
        var position = Assert.Single(await reader.Positions<WalletPosition>(DevnetWallet.Empty.Address));
        Assert.Equal((null, BigInteger.Zero), (Assert.Single(position.Legs).Asset.Address, position.Legs[0].Raw));
    }

    /// <summary>Expected: what stands in <c>OddTokens.sol</c>.</summary>
    [Theory]
    [InlineData("Bytes32SymbolToken", "ODD32", 18)]
    [InlineData("NoDecimalsToken", "NODEC", null)]
    [InlineData("RevertingDecimalsToken", "REVDEC", null)]
    [InlineData("WideDecimalsToken", "WIDEDEC", null)]
    [InlineData("HostileToken", "=cmd()|'/C calc'!A0[red]<b>", 18)] // the override and the bell are gone; the rest is for each renderer to escape
    [InlineData("HugeBalanceToken", "HUGE", 0)]
    public async Task An_odd_token_says_no_more_than_it_knows(string token, string symbol, int? decimals)
    {
        using var reader = new DevnetReader(Node, WalletProtocol.Kind);
        var legs = Assert.Single(await reader.Positions<WalletPosition>(DevnetWallet.Odd.Address)).Legs;
        var leg = Assert.Single(legs, leg => leg.Asset.Address == Node.Tokens.Odd[token].Address);
        Assert.Equal((symbol, decimals), (leg.Asset.Symbol, leg.Asset.Decimals));
        Assert.Equal(decimals is null, leg.Amount is null);
    }

    [Fact]
    public async Task The_largest_balance_there_can_be_is_read()
    {
        using var reader = new DevnetReader(Node, WalletProtocol.Kind);
        var legs = Assert.Single(await reader.Positions<WalletPosition>(DevnetWallet.Odd.Address)).Legs;
        Assert.Equal(Wad.MaxUint256, legs.Single(leg => leg.Asset.Address == Node.Tokens.Odd["HugeBalanceToken"].Address).Raw);
    }

    [Fact]
    public async Task Tokens_that_are_not_configured_are_not_read()
    {
        using var reader = new DevnetReader(Node, WalletProtocol.Kind, withOddTokens: false);
        var legs = Assert.Single(await reader.Positions<WalletPosition>(DevnetWallet.Odd.Address)).Legs;
        Assert.DoesNotContain(legs, leg => Node.Tokens.Odd.Values.Any(odd => odd.Address == leg.Asset.Address));
    }

    async Task<BigInteger> Coins(Address account)
    {
        using var rpc = new RpcClient(Node.Url);
        return RpcClient.Integer(await rpc.Send("eth_getBalance", account.ToString(), "latest"));
    }
}
