using System.Text.Json.Nodes;
using Watcher.Devnet;

namespace Watcher.EndToEnd.Devnet;

public sealed class UniswapTests(DevnetFixture fixture) : DevnetTest(fixture)
{
    /// <summary>The init code hash that Uniswap's own library has for mainnet's pairs (UniswapV2Library.pairFor).</summary>
    const string PairInitCodeHash = "0x96e8ac4277198ff8b6f785478aa9a39f403cb768dd02cbee326c3e7da348845f";

    /// <summary>The same for pools (PoolAddress.POOL_INIT_CODE_HASH).</summary>
    const string PoolInitCodeHash = "0xe34f199b19b2b4f47f68442619d555527d244f78a3297ea89325f843f87b8b54";

    [Fact]
    public void Pairs_are_made_of_the_code_of_mainnets()
    {
        var (weth, usdc) = (Node.Tokens.Weth.Address, Node.Tokens.Usdc.Address);
        byte[] salt = weth < usdc ? [.. weth.ToBytes(), .. usdc.ToBytes()] : [.. usdc.ToBytes(), .. weth.ToBytes()];

        Assert.Equal(Create2(Node.UniswapV2.Factory.Address, salt, PairInitCodeHash), Node.UniswapV2.WethUsdc.Address);
    }

    [Fact]
    public async Task Pools_are_made_of_the_code_of_mainnets()
    {
        var pool = Node.UniswapV3.WethUsdc;
        var fee = new byte[32];
        System.Buffers.Binary.BinaryPrimitives.WriteInt32BigEndian(fee.AsSpan(28), pool.Fee);
        byte[] salt = [.. new byte[12], .. pool.Token0.Address.ToBytes(), .. new byte[12], .. pool.Token1.Address.ToBytes(), .. fee];

        Assert.Equal(Create2(Node.UniswapV3.Factory.Address, salt, PoolInitCodeHash), (await Node.UniswapV3.Contract(pool)).Address);
    }

    [Fact]
    public async Task One_pair_owes_a_protocol_fee_and_the_other_does_not()
    {
        Assert.NotEqual(Address.Zero, await Node.UniswapV2.Factory.Get<Address>("feeTo"));
        Assert.Equal(BigInteger.Zero, await Node.UniswapV2.WethUsdc.Get<BigInteger>("kLast"));
        var reserves = await Node.UniswapV2.DaiUsdc.Call("getReserves");
        var last = await Node.UniswapV2.DaiUsdc.Get<BigInteger>("kLast");

        Assert.True(last > 0 && (BigInteger)reserves[0] * (BigInteger)reserves[1] > last);
    }

    [Fact]
    public async Task The_provider_has_a_share_of_both_pairs()
    {
        foreach (var pair in Node.UniswapV2.Pairs)
        {
            var balance = await pair.Get<BigInteger>("balanceOf", DevnetWallet.Provider.Address);
            Assert.InRange((double)balance / (double)await pair.Get<BigInteger>("totalSupply"), 0.0098, 0.0101);
        }
    }

    [Fact]
    public async Task The_rangers_positions_stand_in_range_below_above_crossed_closed_and_halved()
    {
        var positions = new List<object[]>();
        foreach (var id in await Node.UniswapV3.Positions(DevnetWallet.Ranger.Address))
            positions.Add(await Node.UniswapV3.PositionManager.Call("positions", id));
        var eth = (BigInteger)(await (await Node.UniswapV3.Contract(Node.UniswapV3.WethUsdc)).Call("slot0"))[1];
        var btc = (BigInteger)(await (await Node.UniswapV3.Contract(Node.UniswapV3.WbtcWeth)).Call("slot0"))[1];

        Assert.Equal(["inside", "above", "below", "below", "inside", "inside"], positions.Select((position, i) => Side(position, i == 5 ? btc : eth)));
        Assert.Equal([true, true, true, true, false, true], positions.Select(position => (BigInteger)position[7] > 0));
        Assert.True((BigInteger)positions[5][10] > 0 && (BigInteger)positions[5][11] > 0, "halved, not collected");
    }

    [Fact]
    public async Task The_crossed_position_has_earned_fees_that_nobody_has_collected()
    {
        var ranger = DevnetWallet.Ranger.Address;
        var crossed = (await Node.UniswapV3.Positions(ranger))[3];
        var all = (BigInteger.One << 128) - 1;

        var fees = await Node.UniswapV3.PositionManager.CallFrom(ranger, "collect", (object)new object[] { crossed, ranger, all, all });

        Assert.All(fees, fee => Assert.True((BigInteger)fee > 0));
    }

    [Fact]
    public async Task Swaps_move_both_exchanges()
    {
        var pool = await Node.UniswapV3.Contract(Node.UniswapV3.WethUsdc);
        var reserves = await Node.UniswapV2.WethUsdc.Call("getReserves");
        var price = (await pool.Call("slot0"))[0];

        await Node.UniswapV2.Swap("WETH", "USDC", 5);
        await Node.UniswapV3.Swap(Node.UniswapV3.WethUsdc, "USDC", 9_000);

        Assert.NotEqual(reserves[0], (await Node.UniswapV2.WethUsdc.Call("getReserves"))[0]);
        Assert.NotEqual(price, (await pool.Call("slot0"))[0]);
    }

    [Fact]
    public async Task Uniswaps_own_sdk_finds_in_a_position_what_the_contract_would_pay()
    {
        var pool = Node.UniswapV3.WethUsdc;
        var ranger = DevnetWallet.Ranger.Address;
        var inRange = (await Node.UniswapV3.Positions(ranger))[0];
        var position = await Node.UniswapV3.PositionManager.Call("positions", inRange);
        var contract = await Node.UniswapV3.Contract(pool);
        var slot = await contract.Call("slot0");

        var amounts = await NodeScript.Run("""
            const { Pool, Position } = require('@uniswap/v3-sdk');
            const { Token } = require('@uniswap/sdk-core');
            const token = t => new Token(31337, t.address, t.decimals);
            const pool = new Pool(token(input.token0), token(input.token1), input.fee, input.sqrtPrice, input.poolLiquidity, input.tick);
            const position = new Position({ pool, liquidity: input.liquidity, tickLower: input.tickLower, tickUpper: input.tickUpper });
            answer([position.amount0.quotient.toString(), position.amount1.quotient.toString()]);
            """, new JsonObject
        {
            ["token0"] = new JsonObject { ["address"] = pool.Token0.Address.ToString(), ["decimals"] = pool.Token0.Decimals },
            ["token1"] = new JsonObject { ["address"] = pool.Token1.Address.ToString(), ["decimals"] = pool.Token1.Decimals },
            ["fee"] = pool.Fee,
            ["sqrtPrice"] = slot[0].ToString(),
            ["tick"] = (int)(BigInteger)slot[1],
            ["poolLiquidity"] = (await contract.Get<BigInteger>("liquidity")).ToString(),
            ["liquidity"] = position[7].ToString(),
            ["tickLower"] = (int)(BigInteger)position[5],
            ["tickUpper"] = (int)(BigInteger)position[6],
        });

        var paid = await Node.UniswapV3.PositionManager.CallFrom(
            ranger, "decreaseLiquidity", (object)new object[] { inRange, position[7], BigInteger.Zero, BigInteger.Zero, BigInteger.Pow(2, 64) });
        Assert.Equal(paid.Select(amount => amount.ToString()), amounts.AsArray().Select(amount => (string?)amount));
    }

    /// <summary>Where the pool's price stands, seen from the position's range.</summary>
    static string Side(object[] position, BigInteger tick) =>
        tick < (BigInteger)position[5] ? "below" : tick >= (BigInteger)position[6] ? "above" : "inside";

    static Address Create2(Address factory, byte[] salt, string initCodeHash) =>
        new(Keccak256.Hash([0xff, .. factory.ToBytes(), .. Keccak256.Hash(salt), .. Hex.Decode(initCodeHash)]).AsSpan(12));
}
