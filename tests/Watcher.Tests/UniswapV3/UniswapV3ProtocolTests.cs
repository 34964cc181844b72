using System.Globalization;
using System.Text.Json.Nodes;
using Watcher.Evm;
using Watcher.Evm.Abi;
using Watcher.Positions;
using Watcher.Protocols;
using Watcher.Protocols.Erc20;
using Watcher.Protocols.UniswapV3;
using Watcher.Settings;
using Watcher.Tests.Store;
using Xunit;

namespace Watcher.Tests.UniswapV3;

public sealed class UniswapV3ProtocolTests
{
    static readonly Address Owner = Address.Parse("0x00000000000000000000000000000000000000bb");
    static readonly Address Exchange = Address.Parse("0x00000000000000000000000000000000000000fa");
    static readonly Address Manager = Address.Parse("0x00000000000000000000000000000000000000fb");
    static readonly Address Pool = Address.Parse("0x00000000000000000000000000000000000000a1");
    static readonly Address Weth = Address.Parse("0x00000000000000000000000000000000000000e1");
    static readonly Address Usdc = Address.Parse("0x00000000000000000000000000000000000000e2");
    static readonly BigInteger Q128 = BigInteger.One << 128;

    /// <summary>The position and price of <see cref="ConcentratedCurveTests"/>, whose amounts are the SDK's.</summary>
    const int Lower = 84222, Upper = 86129, Tick = 85176;
    static readonly BigInteger Liquidity = Integer("1517882343751509868544");
    static readonly BigInteger SqrtPrice = Integer("5602277097478614198912276234240");

    readonly FakeContracts chain = new FakeContracts()
        .With(Manager, new Factory(), Exchange).With(Manager, new BalanceOf(Owner), 1).With(Manager, new TokenOfOwnerByIndex(Owner, 0), 7)
        .With(Exchange, new GetPool(Weth, Usdc, 3000), Pool)
        .With(Pool, new Slot0(), SqrtPrice, Tick, 0, 1, 1, 0, true)
        .With(Pool, new FeeGrowthGlobal0(), 0).With(Pool, new FeeGrowthGlobal1(), 0)
        .With(Pool, new GrowthOutside(Lower), 1, 1, 0, 0, 0, 0, 0, true).With(Pool, new GrowthOutside(Upper), 1, -1, 0, 0, 0, 0, 0, true)
        .With(Weth, new Decimals(), 18).With(Weth, new Symbol(), "WETH").With(Usdc, new Decimals(), 6).With(Usdc, new Symbol(), "USDC");

    public UniswapV3ProtocolTests()
    {
        Nft(Liquidity, owed0: 0, owed1: 0);
        Managed(Liquidity, owed0: 0, owed1: 0);
    }

    [Fact]
    public async Task An_NFT_has_the_tokens_that_burning_its_liquidity_pays()
    {
        var position = await Position();
        Assert.Equal("devnet/uniswap-v3/uniswap/7", position.Id);
        Assert.Equal([
            new Leg(LegRole.Token, new("devnet", Weth, "WETH", 18), Integer("998628802115141958")),
            new Leg(LegRole.Token, new("devnet", Usdc, "USDC", 6), Integer("5000209190920489524099"))], position.Legs.AsEnumerable());
        Assert.Equal(new(7, Tick, Lower, Upper), position.Range);
        Assert.Equal(Pool, position.Pool);
        Assert.Null(position.Share);
    }

    [Fact]
    public async Task Fees_up_to_this_block_are_counted()
    {
        chain.With(Pool, new FeeGrowthGlobal0(), Q128 / 3); // a third of a unit per unit of liquidity
        Managed(Liquidity, owed0: 10, owed1: 0);
        Nft(Liquidity, owed0: 10, owed1: 0);
        var fee = Assert.Single((await Position()).Legs, leg => leg.Role == LegRole.Fee);
        Assert.Equal(Weth, fee.Asset.Address);
        Assert.Equal(10 + Liquidity / 3, fee.Raw); // ends in 2/3, so that the 1/3 * 2^-128 lost by each unit of growth changes nothing
    }

    [Fact]
    public async Task Fees_are_no_more_than_the_pool_owes_its_manager()
    {
        Nft(Liquidity, owed0: 10, owed1: 20);
        Managed(Liquidity, owed0: 9, owed1: 25);
        Assert.Equal([9, 20], (await Position()).Legs.Where(leg => leg.Role == LegRole.Fee).Select(leg => leg.Raw));
    }

    [Fact]
    public async Task A_position_without_liquidity_still_has_what_it_is_owed()
    {
        chain.With(Pool, new FeeGrowthGlobal0(), Q128); // of others: collecting without liquidity counts no new fees
        Nft(0, owed0: 5, owed1: 6);
        Managed(Liquidity, owed0: 4, owed1: 6);
        var legs = (await Position()).Legs;
        Assert.Equal([0, 0, 4, 6], legs.Select(leg => leg.Raw));
    }

    [Fact]
    public async Task A_closed_position_is_left_out()
    {
        Nft(0, owed0: 0, owed1: 0);
        Assert.Empty((await Read()).Value!.Positions);
    }

    [Fact]
    public async Task A_wallet_without_NFTs_has_no_position()
    {
        chain.With(Manager, new BalanceOf(Owner), 0);
        Assert.Empty((await Read()).Value!.Positions);
    }

    [Theory]
    [InlineData(Lower, true)]
    [InlineData(Upper - 1, true)]
    [InlineData(Lower - 1, false)]
    [InlineData(Upper, false)]
    public async Task In_range_is_decided_by_the_tick_and_not_by_the_price(int tick, bool inRange)
    {
        chain.With(Pool, new Slot0(), SqrtPrice, tick, 0, 1, 1, 0, true);
        Assert.Equal(inRange, (await Position()).Range?.Contains);
    }

    [Fact]
    public async Task The_wider_protocol_fee_of_a_fork_is_no_obstacle()
    {
        chain.WithBytes(Pool, new Slot0(), AbiCodec.Encode(
            "(uint160,int24,uint16,uint16,uint16,uint32,bool)", SqrtPrice, Tick, 0, 1, 1, 209718400, true));
        Assert.Equal(Tick, (await Position()).Range?.Tick);
    }

    [Fact]
    public async Task A_token_without_decimals_leaves_raw_amounts_and_a_raw_price()
    {
        chain.WithBytes(Weth, new Decimals(), null).WithBytes(Usdc, new Decimals(), null);
        var position = await Position();
        Assert.All(position.Legs, leg => Assert.Null(leg.Amount));
        Assert.Equal(new BigDecimal(SqrtPrice * SqrtPrice, 0).Divide(BigInteger.One << 192, 52), position.Curve.Spot[0]);
    }

    [Fact]
    public async Task A_manager_of_another_factory_makes_the_deployment_unreadable()
    {
        chain.With(Manager, new Factory(), Owner);
        Assert.Equal(FailureReason.Disagreement, (await Read()).Failure?.Reason);
    }

    [Fact]
    public async Task A_pool_that_the_factory_does_not_know_makes_the_deployment_unreadable()
    {
        chain.With(Exchange, new GetPool(Weth, Usdc, 3000), Address.Zero);
        Assert.Equal(FailureReason.Disagreement, (await Read()).Failure?.Reason);
    }

    [Fact]
    public async Task A_manager_without_code_makes_the_deployment_unreadable() =>
        Assert.Equal(FailureReason.NoCode, (await Read(Address.Zero)).Failure?.Reason);

    [Fact]
    public async Task Five_rounds_read_it_all()
    {
        await Read();
        Assert.Equal(5, chain.Rounds); // how many NFTs, which, where, in which pool, and how that pool stands
    }

    [Fact]
    public async Task A_later_reading_takes_four_for_a_pool_never_moves()
    {
        await Read();
        await Read();
        Assert.Equal(5 + 4, chain.Rounds);
    }

    [Fact]
    public async Task A_position_is_stored_without_loss()
    {
        var position = await Position();
        var stored = Assert.IsType<LiquidityPosition>(StoredAndBack.Of(position));
        Assert.Equal(position.Curve, stored.Curve);
        Assert.Equal(position.Legs.AsEnumerable(), stored.Legs);
        Assert.Equal((position.Id, position.Pool, position.Share, position.Range), (stored.Id, stored.Pool, stored.Share, stored.Range));
    }

    [Fact]
    public void Settings_name_what_is_missing_or_wrong()
    {
        var problems = new List<SettingsProblem>();
        Create(new() { ["PositionManager"] = "0x12", ["Manager"] = 1 }, problems);
        Assert.Equal(["p:Factory", "p:Manager", "p:Name", "p:PositionManager"], problems.Select(p => p.Path).Order(StringComparer.Ordinal));
    }

    void Nft(BigInteger liquidity, BigInteger owed0, BigInteger owed1) => chain.With(Manager, new ManagedPositionOf(7),
        0, Address.Zero, Weth, Usdc, 3000, Lower, Upper, liquidity, 0, 0, owed0, owed1);

    void Managed(BigInteger liquidity, BigInteger owed0, BigInteger owed1) =>
        chain.With(Pool, new PooledPositionOf(Manager, Lower, Upper), liquidity, 0, 0, owed0, owed1);

    async Task<LiquidityPosition> Position()
    {
        var outcome = await Read();
        Assert.Null(outcome.Failure);
        return Assert.IsType<LiquidityPosition>(Assert.Single(outcome.Value!.Positions));
    }

    Task<Outcome<ProtocolReading>> Read(Address? manager = null)
    {
        var problems = new List<SettingsProblem>();
        var protocol = Create(
            new() { ["Name"] = "uniswap", ["Factory"] = $"{Exchange}", ["PositionManager"] = $"{manager ?? Manager}" }, problems);
        Assert.Empty(problems);
        return chain.Read(block => protocol.Read(block, Owner, null));
    }

    static IProtocol Create(JsonObject settings, List<SettingsProblem> problems) =>
        UniswapV3Protocol.Kind.Create(new("devnet", new(settings, "p", problems), FakeAssets.Book()));

    static BigInteger Integer(string digits) => BigInteger.Parse(digits, CultureInfo.InvariantCulture);
}
