using System.Text.Json.Nodes;
using Watcher.Evm;
using Watcher.Positions;
using Watcher.Protocols;
using Watcher.Protocols.Erc20;
using Watcher.Protocols.UniswapV2;
using Watcher.Settings;
using Watcher.Tests.Store;
using Xunit;

namespace Watcher.Tests.UniswapV2;

public sealed class UniswapV2ProtocolTests
{
    static readonly Address Owner = Address.Parse("0x00000000000000000000000000000000000000bb");
    static readonly Address Exchange = Address.Parse("0x00000000000000000000000000000000000000fa");
    static readonly Address Pair = Address.Parse("0x00000000000000000000000000000000000000a1");
    static readonly Address Weth = Address.Parse("0x00000000000000000000000000000000000000e1");
    static readonly Address Usdc = Address.Parse("0x00000000000000000000000000000000000000e2");

    /// <summary>Reserves of 121 and 100 raw units, 1000 LP tokens of which the owner has 300; someone gave the pair 9 units of WETH.</summary>
    readonly FakeContracts chain = new FakeContracts()
        .With(Exchange, new FeeTo(), Address.Zero)
        .With(Pair, new Factory(), Exchange).With(Pair, new Token0(), Weth).With(Pair, new Token1(), Usdc)
        .With(Pair, new BalanceOf(Owner), 300).With(Pair, new TotalSupply(), 1000)
        .With(Pair, new GetReserves(), 121, 100, 0).With(Pair, new KLast(), 100 * 100)
        .With(Weth, new BalanceOf(Pair), 130).With(Weth, new Decimals(), 1).With(Weth, new Symbol(), "WETH")
        .With(Usdc, new BalanceOf(Pair), 100).With(Usdc, new Decimals(), 2).With(Usdc, new Symbol(), "USDC");

    [Fact]
    public async Task A_share_is_of_the_balances_and_not_of_the_reserves()
    {
        var position = await Position();
        Assert.Equal($"devnet/uniswap-v2/uniswap/{Pair}/{Owner}", position.Id);
        Assert.Equal([
            new Leg(LegRole.Token, new("devnet", Weth, "WETH", 1), 39), // ⌊300 * 130 / 1000⌋
            new Leg(LegRole.Token, new("devnet", Usdc, "USDC", 2), 30)], position.Legs.AsEnumerable());
        Assert.Equal(BigDecimal.Parse("0.3"), position.Share);
        Assert.Equal(Pair, position.Pool);
        Assert.Equal(Pair, Assert.Single(position.Receipts));
        Assert.Equal(new ConstantProductCurve(121, 100, 130, 100, 300, 1000, 1, 2), position.Curve);
    }

    [Fact]
    public async Task The_pending_protocol_fee_dilutes_the_share()
    {
        chain.With(Exchange, new FeeTo(), Owner);
        var position = await Position(); // 1000 * (110 - 100) / (5 * 110 + 100) = 15 LP tokens are minted before the burn
        Assert.Equal([38, 29], position.Legs.Select(leg => leg.Raw)); // ⌊300 * 130 / 1015⌋, ⌊300 * 100 / 1015⌋
        Assert.Equal(new BigDecimal(300, 0) / new BigDecimal(1015, 0), position.Share);
    }

    [Fact]
    public async Task Without_LP_tokens_there_is_no_position()
    {
        chain.With(Pair, new BalanceOf(Owner), 0);
        Assert.Empty((await Read()).Value!.Positions);
    }

    [Fact]
    public async Task A_pair_of_another_factory_makes_the_deployment_unreadable()
    {
        chain.With(Pair, new Factory(), Owner);
        var failure = (await Read()).Failure;
        Assert.Equal(FailureReason.Disagreement, failure?.Reason);
        Assert.Contains($"{Pair}", failure?.Why, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_pair_that_is_no_contract_makes_the_deployment_unreadable() =>
        Assert.Equal(FailureReason.NoCode, (await Read($"{Pair}", $"{Address.Zero}")).Failure?.Reason);

    [Fact]
    public async Task A_pair_with_an_empty_reserve_has_no_price_and_is_unreadable()
    {
        chain.With(Pair, new GetReserves(), 0, 100, 0);
        Assert.Equal(FailureReason.Unsupported, (await Read()).Failure?.Reason);
    }

    [Fact]
    public async Task A_token_without_decimals_leaves_raw_amounts_and_a_raw_price()
    {
        chain.WithBytes(Weth, new Decimals(), null).WithBytes(Usdc, new Decimals(), null);
        var position = await Position();
        Assert.All(position.Legs, leg => Assert.Null(leg.Amount));
        Assert.Equal(new BigDecimal(100, 0).Divide(121, 40), position.Curve.Spot[0]);
    }

    [Fact]
    public async Task Two_rounds_read_it_all()
    {
        await Read();
        Assert.Equal(2, chain.Rounds);
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
        Create(new() { ["Pairs"] = new JsonArray($"{Pair}", $"{Pair}", "0x12"), ["Pears"] = 1 }, problems);
        Assert.Equal(["p:Factory", "p:Name", "p:Pairs", "p:Pairs[2]", "p:Pears"], problems.Select(p => p.Path).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Without_pairs_there_is_nothing_to_read() => Assert.Empty((await Read([])).Value!.Positions);

    async Task<LiquidityPosition> Position()
    {
        var outcome = await Read();
        Assert.Null(outcome.Failure);
        return Assert.IsType<LiquidityPosition>(Assert.Single(outcome.Value!.Positions));
    }

    Task<Outcome<ProtocolReading>> Read() => Read($"{Pair}");

    Task<Outcome<ProtocolReading>> Read(params string[] pairs)
    {
        var problems = new List<SettingsProblem>();
        var protocol = Create(new() { ["Name"] = "uniswap", ["Factory"] = $"{Exchange}", ["Pairs"] = new JsonArray([.. pairs.Select(p => (JsonNode)p)]) }, problems);
        Assert.Empty(problems);
        return chain.Read(block => protocol.Read(block, Owner, null));
    }

    static IProtocol Create(JsonObject settings, List<SettingsProblem> problems) =>
        UniswapV2Protocol.Kind.Create(new("devnet", new(settings, "p", problems), FakeAssets.Book()));
}
