using Watcher.Devnet;
using Watcher.Positions;
using Watcher.Protocols.UniswapV2;

namespace Watcher.EndToEnd.UniswapV2;

/// <summary>What we report of a share of a pair is what the router pays for it, to the unit.</summary>
public sealed class PairTests(DevnetFixture fixture) : DevnetTest(fixture)
{
    static readonly Address Provider = DevnetWallet.Provider.Address;
    static readonly BigInteger Never = (BigInteger.One << 64) - 1;

    public static TheoryData<string> Times =>
        ["at the start", "after swaps", "after a crash", "after a donation", "after somebody added liquidity", "after a month of trade"];

    [Theory]
    [MemberData(nameof(Times))]
    public async Task Every_share_is_worth_what_removing_its_liquidity_pays(string when)
    {
        await Bring(when);
        var positions = await Positions();
        Assert.Equal(Node.UniswapV2.Pairs.Select(pair => pair.Address), positions.Select(position => position.Pool));
        foreach (var (position, pair) in positions.Zip(Node.UniswapV2.Pairs))
            Assert.Equal(await Removed(position, pair), position.Legs.Select(leg => leg.Raw));
    }

    [Theory]
    [MemberData(nameof(Times))]
    public async Task The_share_counts_the_LP_tokens_that_the_protocol_is_about_to_be_paid(string when)
    {
        await Bring(when);
        foreach (var (position, pair) in (await Positions()).Zip(Node.UniswapV2.Pairs))
        {
            var supply = await pair.Get<BigInteger>("totalSupply");
            var liquidity = await pair.Get<BigInteger>("balanceOf", Provider);
            var fee = await Change(pair, Watcher.Devnet.UniswapV2.UniswapV2Exchange.FeeTo, () => Remove(pair, liquidity));
            Assert.Equal(pair == Node.UniswapV2.Pairs[1], fee > 0); // only the second pair was minted under the fee
            Assert.Equal(new BigDecimal(liquidity, 0) / new BigDecimal(supply + fee, 0), position.Share);
        }
    }

    [Fact]
    public async Task A_wallet_without_LP_tokens_has_no_position()
    {
        using var reader = new DevnetReader(Node, UniswapV2Protocol.Kind);
        Assert.Empty(await reader.Positions<LiquidityPosition>(DevnetWallet.Empty.Address));
    }

    [Fact]
    public async Task The_price_is_that_of_the_reserves()
    {
        var reserves = await Node.UniswapV2.DaiUsdc.Call("getReserves");
        var dai = await Node.UniswapV2.DaiUsdc.Get<Address>("token0") == Node.Tokens.Dai.Address;
        var (decimals0, decimals1) = dai ? (18, 6) : (6, 18);
        var price = new BigDecimal((BigInteger)reserves[1], decimals1) / new BigDecimal((BigInteger)reserves[0], decimals0);
        Assert.Equal(price, (await Positions())[1].Curve.Spot[0].RoundToDigits(BigDecimal.QuotientDigits));
    }

    /// <summary>
    /// A trade moves the pair along its curve and pays a fee into it, which grows k to k'. At one price, x = √(k/p) and y = √(k p), so what the
    /// curve foretells is less than what is really there by √(k/k'), in both tokens. Two units are left to the rounding of the root and of both
    /// shares.
    /// </summary>
    [Theory]
    [InlineData("WETH", "USDC", 150)]
    [InlineData("USDC", "WETH", 700_000)]
    public async Task The_curve_foretells_the_amounts_at_the_price_that_a_swap_leads_to_but_for_the_fee(string sell, string buy, int amount)
    {
        var before = (ConstantProductCurve)(await Positions())[0].Curve;
        await Node.UniswapV2.Swap(sell, buy, amount);
        var position = (await Positions())[0];
        var after = (ConstantProductCurve)position.Curve;
        Assert.Equal(before.Supply, after.Supply);

        var foretold = before.AmountsAt(after.Spot);

        foreach (var (leg, units) in position.Legs.Zip(foretold))
        {
            var withoutFee = SquareRoot.Nearest(leg.Raw * leg.Raw * before.Reserve0 * before.Reserve1, after.Reserve0 * after.Reserve1);
            Assert.InRange(units - withoutFee, -2, 2);
            Assert.True(units < leg.Raw);
        }
    }

    async Task Bring(string when)
    {
        switch (when)
        {
            case "after swaps":
                await Trade();
                break;
            case "after a crash":
                await Node.MovePrice("ETH", 0.6m);
                await Node.UniswapV2.Swap("WETH", "USDC", 290);
                break;
            case "after a donation":
                foreach (var pair in Node.UniswapV2.Pairs) await Node.Tokens.Usdc.Contract.Send(Provider, "mint", pair.Address, 1_234_567_891);
                break;
            case "after somebody added liquidity":
                await Trade();
                await Node.UniswapV2.AddLiquidity(DevnetAccount.Named("bank"), "DAI", 777.77m, "USDC", 777.77m);
                await Node.UniswapV2.Swap("DAI", "USDC", 3);
                break;
            case "after a month of trade":
                await Node.AccrueInterest(TimeSpan.FromDays(30));
                await Trade();
                break;
        }
    }

    async Task Trade()
    {
        await Node.UniswapV2.Swap("WETH", "USDC", 7.123456789m);
        await Node.UniswapV2.Swap("USDC", "WETH", 12_345.678901m);
        await Node.UniswapV2.Swap("DAI", "USDC", 54_321.987654321m);
        await Node.UniswapV2.Swap("USDC", "DAI", 0.000007m);
    }

    async Task<IReadOnlyList<LiquidityPosition>> Positions()
    {
        using var reader = new DevnetReader(Node, UniswapV2Protocol.Kind);
        return await reader.Positions<LiquidityPosition>(Provider);
    }

    /// <summary>What the router really pays for all of the provider's LP tokens; the chain is put back afterwards.</summary>
    async Task<IReadOnlyList<BigInteger>> Removed(LiquidityPosition position, Contract pair)
    {
        var liquidity = await pair.Get<BigInteger>("balanceOf", Provider);
        var paid = new List<BigInteger>();
        foreach (var leg in position.Legs)
        {
            var token = Node.Tokens.All.Single(token => token.Address == leg.Asset.Address);
            paid.Add(await Change(token.Contract, Provider, () => Remove(pair, liquidity)));
        }
        return paid;
    }

    async Task Remove(Contract pair, BigInteger liquidity)
    {
        var router = Node.UniswapV2.Router;
        await pair.Send(Provider, "approve", router.Address, liquidity);
        await router.Send(Provider, "removeLiquidity", await pair.Get<Address>("token0"), await pair.Get<Address>("token1"),
            liquidity, BigInteger.Zero, BigInteger.Zero, Provider, Never);
    }

    async Task<BigInteger> Change(Contract token, Address account, Func<Task> act)
    {
        var snapshot = await Node.Snapshot();
        var before = await token.Get<BigInteger>("balanceOf", account);
        await act();
        var change = await token.Get<BigInteger>("balanceOf", account) - before;
        await Node.Revert(snapshot);
        return change;
    }
}
