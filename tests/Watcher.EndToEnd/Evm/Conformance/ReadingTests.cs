using System.Collections.Immutable;
using System.Net.Http.Json;
using System.Text;
using Watcher.Devnet;
using Watcher.Evm;
using Watcher.Evm.Abi;
using Watcher.Evm.Rpc;

namespace Watcher.EndToEnd.Evm.Conformance;

/// <summary>What a transport reads of a real node.</summary>
public abstract class ReadingTests(DevnetFixture fixture) : TransportTests(fixture)
{
    static readonly Address Refuser = Address.Parse("0x00000000000000000000000000000000000fe001");
    static readonly Address Nobody = Address.Parse("0x00000000000000000000000000000000000fe002");
    static readonly Address Rich = DevnetWallet.Empty.Address;

    [Fact]
    public async Task Quantities_come_as_the_node_wrote_them()
    {
        var transport = Open(Node.Url);
        Assert.Equal("0x7a69", (await Ask(transport, "eth_chainId")).Text()); // 31337
        Assert.Equal($"0x{(await Node.Head()).Number:x}", (await Ask(transport, "eth_blockNumber")).Text());
    }

    [Fact]
    public async Task Data_comes_as_bytes()
    {
        var expected = await Node.Tokens.Weth.Contract.Get<BigInteger>("balanceOf", DevnetWallet.Borrower.Address);
        var answer = await Ask(Open(Node.Url), "eth_call", Balance(), "latest");
        Assert.Equal(expected, new BigInteger(answer.Data(), isUnsigned: true, isBigEndian: true));
    }

    [Fact]
    public async Task Objects_come_whole()
    {
        var head = await Node.Head();
        var block = (await Ask(Open(Node.Url), "eth_getBlockByNumber", head.Number, true)).Json();
        Assert.Equal(head.Hash, Hash32.Parse(block.GetProperty("hash").GetString()!));
        Assert.Equal($"0x{head.Timestamp.ToUnixTimeSeconds():x}", block.GetProperty("timestamp").GetString());
    }

    [Fact]
    public async Task A_block_is_pinned_by_number_tag_and_hash()
    {
        var before = await Node.Head();
        await Tell("anvil_setBalance", Rich, "0x7");
        var transport = Open(Node.Url);
        var was = (await Ask(transport, "eth_getBalance", Rich, before.Number)).Text();
        Assert.NotEqual("0x7", was);
        Assert.Equal("0x7", (await Ask(transport, "eth_getBalance", Rich, "latest")).Text());
        Assert.Equal(was, (await Ask(transport, "eth_getBalance", Rich, ByHash(before.Hash))).Text());
        Assert.Equal("0x7", (await Ask(transport, "eth_getBalance", Rich, ByHash((await Node.Head()).Hash))).Text());
    }

    [Fact]
    public async Task A_call_is_pinned_by_hash_too()
    {
        var before = await Node.Head();
        await Tell("anvil_setCode", Refuser, "0x60005460005260206000f3"); // returns what stands in storage slot 0
        var transport = Open(Node.Url);
        var call = new EthCall(null, Refuser, new byte[4]);
        Assert.Equal(new byte[32], (await Ask(transport, "eth_call", call, ByHash((await Node.Head()).Hash))).Data());
        Assert.Empty((await Ask(transport, "eth_call", call, ByHash(before.Hash))).Data());
    }

    [Fact]
    public async Task An_unknown_block_is_null_where_asked_for_and_gone_where_read_at()
    {
        var (transport, unknown) = (Open(Node.Url), Hash32.Parse("0x" + new string('1', 64)));
        var answer = await Ask(transport, "eth_getBlockByHash", unknown, false);
        Assert.True(answer.IsNull && answer.Failure is null);
        Assert.Equal(FailureReason.BlockGone, (await Ask(transport, "eth_call", Balance(), ByHash(unknown))).Failure?.Reason);
    }

    [Fact]
    public async Task A_revert_tells_its_data()
    {
        await Refuse();
        var answer = await Ask(Open(Node.Url), "eth_call", new EthCall(null, Refuser, new byte[4]), "latest");
        Assert.Equal(new Failure(FailureReason.Reverted, "reverted: \"paused\""), answer.Failure);
        Assert.Equal(3, answer.ErrorCode);
        Assert.True(answer.Result.IsEmpty);
    }

    [Fact]
    public async Task An_address_without_code_answers_empty_data_and_not_zero() =>
        Assert.Empty((await Ask(Open(Node.Url), "eth_call", new EthCall(null, Nobody, new byte[4]), "latest")).Data());

    [Fact]
    public async Task A_method_that_the_node_does_not_know_is_forbidden() =>
        Assert.Equal(FailureReason.Forbidden, (await Ask(Open(Node.Url), "eth_noSuchMethod")).Failure?.Reason);

    [Fact]
    public async Task A_batch_with_one_failure_fails_at_its_place_only()
    {
        await Refuse();
        var refused = new RpcRequest("eth_call", new EthCall(null, Refuser, new byte[4]), "latest");
        var answers = await Open(Node.Url).Send([new("eth_chainId"), refused, new("eth_call", Balance(), "latest")], default);
        Assert.Equal([null, FailureReason.Reverted, null], answers.Select(answer => answer.Failure?.Reason));
        Assert.Equal(("0x7a69", 32), (answers[0].Text(), answers[2].Data().Length));
    }

    [Fact]
    public async Task Many_requests_are_answered_in_their_order()
    {
        var head = await Node.Head();
        var numbers = Enumerable.Range(0, 250).Select(i => (ulong)i % (head.Number + 1)).ToList();
        var answers = await Open(Node.Url).Send([.. numbers.Select(number => new RpcRequest("eth_getBlockByNumber", number, false))], default);
        Assert.Equal(numbers.Select(number => $"0x{number:x}"), answers.Select(answer => answer.Json().GetProperty("number").GetString()));
    }

    [Fact]
    public async Task Requests_at_the_same_time_get_each_its_own_answer()
    {
        var transport = Open(Node.Url);
        var texts = Enumerable.Range(0, 64).Select(i => $"text {i}").ToList();
        var answers = await Task.WhenAll(texts.Select(text => Ask(transport, "web3_sha3", Hex.Encode(Encoding.UTF8.GetBytes(text)))));
        Assert.Equal(texts.Select(text => Hex.Encode(Keccak256.Hash(text))), answers.Select(answer => answer.Text()));
    }

    [Fact]
    public async Task An_answer_beyond_the_limit_is_too_large()
    {
        var answer = await Ask(Open(Node.Url, largestAnswer: 1000), "eth_getCode", Node.Tokens.Weth.Address, "latest");
        Assert.Equal(new Failure(FailureReason.TooLarge, "the answer exceeds 1000 bytes"), answer.Failure);
    }

    [Fact]
    public async Task A_whole_reading_gives_the_contracts_own_numbers()
    {
        ImmutableArray<Address> wallets = [.. DevnetWallet.All.Select(wallet => wallet.Address)];
        var expected = new List<BigInteger>();
        foreach (var wallet in wallets) expected.Add(await Node.Tokens.Weth.Contract.Get<BigInteger>("balanceOf", wallet));
        var client = new ChainClient(Patient, [Open(Node.Url)], TimeProvider.System, new());
        var block = await client.Pin(BlockSelector.Latest, default);
        var outcomes = await client.Run(block, wallets.Select(wallet => (Func<Read<BigInteger>>)(() => block.Call(Node.Tokens.Weth.Address, new BalanceOf(wallet)))), default);
        Assert.Equal(expected, outcomes.Select(outcome => outcome.Value));
        Assert.Equal((1, 1), (block.Counters.Rounds, block.Counters.EthCalls));
    }

    EthCall Balance() => new(null, Node.Tokens.Weth.Address, new BalanceOf(DevnetWallet.Borrower.Address).Data);

    static Dictionary<string, object?> ByHash(Hash32 hash) => new() { ["blockHash"] = hash, ["requireCanonical"] = true };

    /// <summary>Code that copies what follows it, an <c>Error("paused")</c>, and reverts with that.</summary>
    Task Refuse()
    {
        byte[] error = [.. FunctionSelector.Of("Error(string)"), .. AbiCodec.Encode("(string)", "paused")];
        return Tell("anvil_setCode", Refuser, $"0x60{error.Length:x2}600c60003960{error.Length:x2}6000fd{Convert.ToHexStringLower(error)}");
    }

    /// <summary>The node changes the state at its head in place: a block is mined before, so that the earlier ones keep theirs.</summary>
    async Task Tell(string method, Address account, string value)
    {
        await Node.Mine();
        using var http = new HttpClient();
        await http.PostAsJsonAsync(Node.Url, new { jsonrpc = "2.0", id = 1, method, @params = new[] { account.ToString(), value } });
        await Node.Mine();
    }
}
