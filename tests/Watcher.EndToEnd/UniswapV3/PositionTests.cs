using Watcher.Devnet;
using Watcher.Positions;
using Watcher.Protocols.UniswapV3;

namespace Watcher.EndToEnd.UniswapV3;

/// <summary>What we report of an NFT is what the position manager pays for it, to the unit.</summary>
public sealed class PositionTests(DevnetFixture fixture) : DevnetTest(fixture)
{
    static readonly Address Ranger = DevnetWallet.Ranger.Address;
    static readonly BigInteger All = (BigInteger.One << 128) - 1;
    static readonly BigInteger Never = (BigInteger.One << 64) - 1;

    public static TheoryData<string> Times => ["at the start", "after swaps", "after a crash", "after a rally", "after a crash and a rally", "after a month"];

    [Theory]
    [MemberData(nameof(Times))]
    public async Task Every_NFT_is_worth_what_decreasing_and_collecting_pays(string when)
    {
        await Bring(when);
        var positions = await Positions(Ranger);
        Assert.Equal(5, positions.Count);
        foreach (var position in positions)
        {
            var id = position.Range!.TokenId;
            var nft = await Node.UniswapV3.PositionManager.Call("positions", id);
            Assert.Equal(await Decreased(Ranger, id, (BigInteger)nft[7]), Raw(position, LegRole.Token));
            Assert.Equal(await Collected(Ranger, id), Raw(position, LegRole.Fee));
            Assert.Equal(await Paid(Ranger, position), Raw(position, LegRole.Token).Zip(Raw(position, LegRole.Fee), (token, fee) => token + fee));
        }
    }

    [Theory]
    [MemberData(nameof(Times))]
    public async Task In_range_is_what_the_pools_tick_says(string when)
    {
        await Bring(when);
        foreach (var position in await Positions(Ranger))
        {
            var nft = await Node.UniswapV3.PositionManager.Call("positions", position.Range!.TokenId);
            var pool = Node.UniswapV3.Pools.Single(pool => pool.Fee == (BigInteger)nft[4]);
            var contract = await Node.UniswapV3.Contract(pool);
            var tick = (BigInteger)(await contract.Call("slot0"))[1];
            Assert.Equal(contract.Address, position.Pool);
            Assert.Equal((tick, (BigInteger)nft[5], (BigInteger)nft[6]), ((BigInteger)position.Range.Tick, position.Range.Lower, position.Range.Upper));
            Assert.Equal((BigInteger)nft[5] <= tick && tick < (BigInteger)nft[6], position.Range.Contains);
        }
    }

    [Fact]
    public async Task The_scenes_reach_every_place_a_position_can_stand_in()
    {
        var places = new HashSet<(bool Below, bool Above)>();
        foreach (var when in new[] { "after a crash", "after a rally" })
        {
            var snapshot = await Node.Snapshot();
            await Bring(when);
            places.UnionWith((await Positions(Ranger)).Select(position => (position.Range!.Tick < position.Range.Lower, position.Range.Tick >= position.Range.Upper)));
            await Node.Revert(snapshot);
        }
        Assert.Equal([(false, false), (false, true), (true, false)], places.Order());
    }

    [Fact]
    public async Task A_position_without_liquidity_is_there_until_it_is_collected()
    {
        var id = (await Node.UniswapV3.Positions(Ranger))[0];
        await Trade();
        var liquidity = (BigInteger)(await Node.UniswapV3.PositionManager.Call("positions", id))[7];
        await Node.UniswapV3.PositionManager.Send(Ranger, "decreaseLiquidity", (object)new object[] { id, liquidity, BigInteger.Zero, BigInteger.Zero, Never });
        await Trade(); // fees of others in the same pool change nothing

        var position = (await Positions(Ranger)).Single(position => position.Range!.TokenId == id);
        Assert.Equal([0, 0], Raw(position, LegRole.Token));
        Assert.Equal(await Collected(Ranger, id), Raw(position, LegRole.Fee));

        await Node.UniswapV3.PositionManager.Send(Ranger, "collect", (object)new object[] { id, Ranger, All, All });
        Assert.DoesNotContain(await Positions(Ranger), position => position.Range!.TokenId == id);
    }

    /// <summary>
    /// The pool keeps one account for all NFTs of a range and rounds down whenever any of them is touched, while an NFT that is left alone is
    /// rounded once. Touched often by a tiny one, the quiet one gets a few units less than the manager owes: collect pays it so, and we report it so.
    /// </summary>
    [Fact]
    public async Task The_last_to_collect_gets_no_more_than_the_pool_has_left()
    {
        var (first, last) = (DevnetAccount.Named("first"), DevnetAccount.Named("last"));
        var pool = Node.UniswapV3.WethUsdc;
        var (lower, upper) = (pool.Tick(0.6), pool.Tick(1.6));
        var poked = await Mint(first, 0.000_000_001m, 0.000_003m);
        var quiet = await Mint(last, 1, 3_000);
        for (var i = 0; i < 12; i++)
        {
            await Node.UniswapV3.Swap(pool, i % 2 == 0 ? "USDC" : "WETH", i % 2 == 0 ? 4_321.1m : 1.5m);
            await Node.UniswapV3.PositionManager.Send(first, "collect", (object)new object[] { poked, first, All, All });
        }
        foreach (var (owner, id) in new[] { (first, poked), (last, quiet) })
            Assert.Equal(await Collected(owner, id), Raw(Assert.Single(await Positions(owner)), LegRole.Fee));

        // The manager's own sum, before the pool has its say: poke the quiet NFT by taking one unit, then see what it is still owed.
        var reported = Raw(Assert.Single(await Positions(last)), LegRole.Fee);
        await Node.UniswapV3.PositionManager.Send(last, "collect", (object)new object[] { quiet, last, 1, 1 });
        var owed = await Node.UniswapV3.PositionManager.Call("positions", quiet);
        Assert.True((BigInteger)owed[10] + 1 > reported[0] || (BigInteger)owed[11] + 1 > reported[1], "the pool's own rounding never showed");

        Task<BigInteger> Mint(Address owner, decimal weth, decimal usdc) =>
            pool.Token0 == Node.Tokens.Weth ? Node.UniswapV3.Mint(owner, pool, lower, upper, weth, usdc) : Node.UniswapV3.Mint(owner, pool, lower, upper, usdc, weth);
    }

    [Fact]
    public async Task A_wallet_without_NFTs_has_no_position() => Assert.Empty(await Positions(DevnetWallet.Empty.Address));

    /// <summary>The curve leaves fees out, and a V3 pool keeps them apart: at the price that a swap leads to, both must agree to the unit.</summary>
    [Theory]
    [InlineData("after swaps")]
    [InlineData("after a crash")]
    [InlineData("after a rally")]
    public async Task The_curve_foretells_the_amounts_at_the_price_that_a_swap_leads_to(string when)
    {
        var before = await Positions(Ranger);
        await Bring(when);
        foreach (var (then, now) in before.Zip(await Positions(Ranger)))
        {
            var liquidity = ((ConcentratedCurve)now.Curve).Liquidity;
            Assert.Equal(await Decreased(Ranger, now.Range!.TokenId, liquidity), then.Curve.AmountsAt(now.Curve.Spot));
            Assert.Equal(now.Curve, then.Curve.MoveTo(now.Curve.Spot));
        }
    }

    [Theory]
    [MemberData(nameof(Times))]
    public async Task Amounts_prices_and_ranges_agree_with_the_SDK(string when)
    {
        await Bring(when);
        var positions = await Positions(Ranger);
        foreach (var (position, sdk) in positions.Zip(await SdkPosition.All(positions)))
        {
            var (low, high) = position.Curve.Range!.Value;
            Assert.Equal([sdk.Amount0, sdk.Amount1], Raw(position, LegRole.Token));
            Near(sdk.Price, position.Curve.Spot[0]);
            Near(sdk.Low, low);
            Near(sdk.High, high);
        }
    }

    /// <summary>The SDK prints 30 digits.</summary>
    static void Near(BigDecimal expected, BigDecimal actual) =>
        Assert.True(((actual - expected) / expected).Abs() < BigDecimal.Parse("0.0000000000000000000000001"), $"{actual} is not {expected}");

    async Task Bring(string when)
    {
        switch (when)
        {
            case "after swaps":
                await Trade();
                break;
            case "after a crash":
                await Crash();
                break;
            case "after a rally":
                await Rally();
                break;
            case "after a crash and a rally":
                await Crash();
                await Rally();
                break;
            case "after a month":
                await Trade();
                await Node.AccrueInterest(TimeSpan.FromDays(30));
                await Trade();
                break;
        }
    }

    async Task Trade()
    {
        await Node.UniswapV3.Swap(Node.UniswapV3.WethUsdc, "USDC", 43_210.987654m);
        await Node.UniswapV3.Swap(Node.UniswapV3.WethUsdc, "WETH", 9.87654321m);
        await Node.UniswapV3.Swap(Node.UniswapV3.WbtcWeth, "WBTC", 0.12345678m);
        await Node.UniswapV3.Swap(Node.UniswapV3.WbtcWeth, "WETH", 0.000001m);
    }

    async Task Crash()
    {
        await Node.MovePrice("ETH", 0.75m);
        await Node.UniswapV3.Swap(Node.UniswapV3.WethUsdc, "WETH", 250);
    }

    async Task Rally() => await Node.UniswapV3.Swap(Node.UniswapV3.WethUsdc, "USDC", 900_000);

    async Task<IReadOnlyList<LiquidityPosition>> Positions(Address owner)
    {
        using var reader = new DevnetReader(Node, UniswapV3Protocol.Kind);
        return await reader.Positions<LiquidityPosition>(owner);
    }

    /// <summary>Token 0 and token 1; where a fee leg is absent, there is none.</summary>
    static BigInteger[] Raw(LiquidityPosition position, LegRole role)
    {
        var assets = position.Legs.Where(leg => leg.Role == LegRole.Token).Select(leg => leg.Asset);
        return [.. assets.Select(asset => position.Legs.SingleOrDefault(leg => leg.Role == role && leg.Asset == asset)?.Raw ?? 0)];
    }

    /// <summary>What the manager says that burning this liquidity pays.</summary>
    async Task<BigInteger[]> Decreased(Address owner, BigInteger id, BigInteger liquidity)
    {
        object[] all = [id, liquidity, BigInteger.Zero, BigInteger.Zero, Never];
        return [.. (await Node.UniswapV3.PositionManager.CallFrom(owner, "decreaseLiquidity", (object)all)).Cast<BigInteger>()];
    }

    /// <summary>What the manager says that collecting pays.</summary>
    async Task<BigInteger[]> Collected(Address owner, BigInteger id) =>
        [.. (await Node.UniswapV3.PositionManager.CallFrom(owner, "collect", (object)new object[] { id, owner, All, All })).Cast<BigInteger>()];

    /// <summary>What really arrives when all liquidity is burnt and collected; the chain is put back afterwards.</summary>
    async Task<BigInteger[]> Paid(Address owner, LiquidityPosition position)
    {
        var (id, liquidity) = (position.Range!.TokenId, ((ConcentratedCurve)position.Curve).Liquidity);
        var snapshot = await Node.Snapshot();
        var before = await Balances(owner, position);
        await Node.UniswapV3.PositionManager.Send(owner, "decreaseLiquidity", (object)new object[] { id, liquidity, BigInteger.Zero, BigInteger.Zero, Never });
        await Node.UniswapV3.PositionManager.Send(owner, "collect", (object)new object[] { id, owner, All, All });
        var after = await Balances(owner, position);
        await Node.Revert(snapshot);
        return [.. after.Zip(before, (a, b) => a - b)];
    }

    async Task<BigInteger[]> Balances(Address owner, LiquidityPosition position)
    {
        var balances = new List<BigInteger>();
        foreach (var leg in position.Legs.Where(leg => leg.Role == LegRole.Token))
            balances.Add(await Node.Tokens.All.Single(token => token.Address == leg.Asset.Address).Contract.Get<BigInteger>("balanceOf", owner));
        return [.. balances];
    }
}
