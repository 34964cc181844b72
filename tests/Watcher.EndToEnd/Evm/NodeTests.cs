using System.Collections.Immutable;
using System.Net.Http.Json;
using Watcher.Devnet;
using Watcher.Evm;
using Watcher.Evm.Rpc;

namespace Watcher.EndToEnd.Evm;

/// <summary>The engine on a real node and the real Multicall3.</summary>
public sealed class NodeTests(DevnetFixture fixture) : DevnetTest(fixture)
{
    static readonly ImmutableArray<Address> Wallets = [.. DevnetWallet.All.Select(wallet => wallet.Address)];
    static readonly Address Eater = Address.Parse("0x00000000000000000000000000000000000fe000");

    [Fact]
    public async Task The_newest_block_is_pinned()
    {
        using var http = new HttpTransport(Node.Url, 0);
        Assert.Equal(await Node.Head(), (await Client(http).Pin(BlockSelector.Latest, default)).Ref);
    }

    [Fact]
    public async Task Balances_are_the_same_through_multicall_call_by_call_and_asked_directly()
    {
        using var http = new HttpTransport(Node.Url, 0);
        var expected = new List<BigInteger>();
        foreach (var (token, wallet) in Pairs()) expected.Add(await token.Contract.Get<BigInteger>("balanceOf", wallet));

        Assert.Equal(expected, (await Balances(Client(http))).Values);
        var (values, counters) = await Balances(Client(http, multicall: false));
        Assert.Equal(expected, values);
        Assert.Equal((1, expected.Count, 0), (counters.Rounds, counters.EthCalls, counters.InnerCalls));
    }

    [Fact]
    public async Task All_balances_take_one_call_through_multicall()
    {
        using var http = new HttpTransport(Node.Url, 0);
        var (values, counters) = await Balances(Client(http));
        Assert.Equal((1, 1, values.Length, 0), (counters.Rounds, counters.EthCalls, counters.InnerCalls, counters.ReAsks));
    }

    [Fact]
    public async Task Native_balances_are_the_same_either_way()
    {
        await Tell("anvil_setBalance", DevnetWallet.Empty.Address, "0x7");
        using var http = new HttpTransport(Node.Url, 0);
        var given = BigInteger.Parse("1500000000000000000"); // what the local chain gives each of its wallets: 1.5 ETH
        var expected = DevnetWallet.All.Select(wallet => wallet == DevnetWallet.Empty ? 7 : given);
        Assert.Equal(expected, await NativeBalances(Client(http)));
        Assert.Equal(expected, await NativeBalances(Client(http, multicall: false)));
    }

    [Fact]
    public async Task A_contract_that_burns_all_gas_spoils_nobody_elses_answer()
    {
        await Tell("anvil_setCode", Eater, "0xfe");
        using var http = new HttpTransport(Node.Url, 0);
        var client = Client(http);
        var block = await client.Pin(BlockSelector.Latest, default);
        var readers = Enumerable.Range(0, 60).Select(i => (Func<Read<BigInteger>>)(() => block.Call(i % 20 == 3 ? Eater : Node.Tokens.Weth.Address, new BalanceOf(Account(i)))));
        var outcomes = await client.Run(block, readers, default);
        Assert.Equal([3, 23, 43], Enumerable.Range(0, 60).Where(i => !outcomes[i].Ok));
        Assert.All(outcomes.Where(outcome => !outcome.Ok), outcome => Assert.Equal(FailureReason.Reverted, outcome.Failure!.Reason));
    }

    [Fact]
    public async Task An_address_without_code_is_no_code()
    {
        using var http = new HttpTransport(Node.Url, 0);
        var client = Client(http);
        var block = await client.Pin(BlockSelector.Latest, default);
        Assert.Equal(FailureReason.NoCode, (await client.Run(block, [() => block.Call(Account(1), new BalanceOf(Account(2)))], default))[0].Failure!.Reason);
    }

    [Fact]
    public async Task A_block_that_was_reorganised_away_is_gone()
    {
        using var http = new HttpTransport(Node.Url, 0);
        var client = Client(http);
        await Node.Mine(3);
        var block = await client.Pin(BlockSelector.Latest, default);
        await Node.Reorg(2);
        var outcome = (await client.Run(block, [() => block.Call(Node.Tokens.Weth.Address, new BalanceOf(Wallets[0]))], default))[0];
        Assert.Equal(FailureReason.BlockGone, outcome.Failure!.Reason);
        Assert.NotEqual(block.Ref.Hash, (await client.Header(block.Ref.Number, default)).Value!.Hash);
        var anew = await client.Pin(BlockSelector.Latest, default);
        Assert.True((await client.Run(anew, [() => anew.Call(Node.Tokens.Weth.Address, new BalanceOf(Wallets[0]))], default))[0].Ok);
    }

    [Fact]
    public async Task Transfers_are_found_in_the_logs_and_add_up_to_the_balance()
    {
        using var http = new HttpTransport(Node.Url, 0);
        var client = Client(http);
        var block = await client.Pin(BlockSelector.Latest, default);
        var (usdc, wallet) = (Node.Tokens.Usdc.Address, DevnetWallet.Supplier.Address);
        var topic = new Hash32(Keccak256.Hash("Transfer(address,address,uint256)"));
        var owner = new Hash32([.. new byte[12], .. wallet.ToBytes()]);
        var found = (await client.Run(block,
        [
            () => Sum(block.Logs(new([usdc], [topic, null, owner]), 0)),
            () => Sum(block.Logs(new([usdc], [topic, owner]), 0)),
            () => block.Call(usdc, new BalanceOf(wallet)),
        ], default)).Select(outcome => outcome.Value).ToList();
        Assert.True(found[0] > 0);
        Assert.Equal(found[2], found[0] - found[1]);

        static async Read<BigInteger> Sum(Read<ImmutableArray<LogEntry>> logs) =>
            (await logs).Aggregate(BigInteger.Zero, (sum, log) => sum + new BigInteger(log.Data.Span, isUnsigned: true, isBigEndian: true));
    }

    async Task<(ImmutableArray<BigInteger> Values, ReadCounters Counters)> Balances(ChainClient client)
    {
        var block = await client.Pin(BlockSelector.Latest, default);
        var outcomes = await client.Run(block, Pairs().Select(pair => (Func<Read<BigInteger>>)(() => block.Call(pair.Token.Address, new BalanceOf(pair.Wallet)))), default);
        return ([.. outcomes.Select(outcome => outcome.Value)], block.Counters);
    }

    static async Task<ImmutableArray<BigInteger>> NativeBalances(ChainClient client)
    {
        var block = await client.Pin(BlockSelector.Latest, default);
        var outcomes = await client.Run(block, Wallets.Select(wallet => (Func<Read<BigInteger>>)(() => block.NativeBalance(wallet))), default);
        return [.. outcomes.Select(outcome => outcome.Value)];
    }

    IEnumerable<(Token Token, Address Wallet)> Pairs() => Node.Tokens.All.SelectMany(token => Wallets.Select(wallet => (token, wallet)));

    static ChainClient Client(HttpTransport http, bool multicall = true) =>
        new(Patient with { Multicall3 = multicall ? ChainClientOptions.UsualMulticall3 : null }, [http], TimeProvider.System, new());

    static Address Account(int number) => new([.. new byte[18], 0xee, (byte)number]);

    async Task Tell(string method, Address account, string value)
    {
        using var http = new HttpClient();
        await http.PostAsJsonAsync(Node.Url, new { jsonrpc = "2.0", id = 1, method, @params = new[] { account.ToString(), value } });
        await Node.Mine();
    }
}
