using System.Collections.Immutable;
using System.Text.Json.Nodes;
using Watcher.Devnet.AaveV3;
using Watcher.Devnet.Chainlink;
using Watcher.Devnet.Node;
using Watcher.Devnet.Tokens;
using Watcher.Devnet.UniswapV2;
using Watcher.Devnet.UniswapV3;

namespace Watcher.Devnet;

/// <summary>
/// A local EVM chain with the real contracts on it and wallets with real positions, for the demo, the tests and the benchmarks. The same start
/// always gives the same blocks. It mines only when an operation does, a block every <see cref="BlockTime"/> of its own time.
/// </summary>
public sealed class DevnetNode : IAsyncDisposable
{
    /// <summary>Midnight of 1 January 2026, UTC: the time of the first block.</summary>
    const long Genesis = 1_767_225_600;

    /// <summary>Blocks in an epoch: a block is safe after two more and final after four, so that both are to be had on a chain this short.</summary>
    const int Epoch = 2;

    static string[] Arguments(long genesis) =>
    [
        "--timestamp", $"{genesis}", "--slots-in-an-epoch", $"{Epoch}", "--no-mining", "--auto-impersonate", "--order", "fifo",
        "--base-fee", "0", "--gas-price", "0", "--no-request-size-limit",
    ];

    readonly Anvil anvil;
    readonly RpcClient rpc;
    readonly LocalChain chain;

    DevnetNode(Anvil anvil, RpcClient rpc, Markets markets)
    {
        this.anvil = anvil;
        this.rpc = rpc;
        (chain, Tokens, AaveV3, UniswapV2, UniswapV3) = markets;
    }

    /// <summary>The account that owns the contracts: it may configure the markets.</summary>
    public static Address Admin => BlockDraft.Deployer;

    /// <summary>The chain's id.</summary>
    public const ulong ChainId = 31337;

    /// <summary>The JSON-RPC endpoint.</summary>
    public Uri Url => anvil.Url;

    /// <summary>The node's own process.</summary>
    public int ProcessId => anvil.ProcessId;

    /// <summary>The chain's time between a block and the next that an operation mines. Zero keeps interest from accruing meanwhile.</summary>
    public TimeSpan BlockTime
    {
        get => chain.BlockTime;
        set => chain.BlockTime = value;
    }

    public DevnetTokens Tokens { get; }
    public AaveV3Market AaveV3 { get; }
    public UniswapV2Exchange UniswapV2 { get; }
    public UniswapV3Exchange UniswapV3 { get; }

    /// <summary>Starts the node and deploys everything, in about a second. Installs the contracts first when they are missing.</summary>
    /// <param name="genesis">The time of the first block; null = always the same, which gives always the same blocks.</param>
    /// <param name="cancel">Gives up.</param>
    /// <exception cref="DevnetException">npm or node is missing, or the node did not start; the message says what to do.</exception>
    public static async Task<DevnetNode> Start(DateTimeOffset? genesis = null, CancellationToken cancel = default)
    {
        var packages = await ContractPackages.Install(cancel);
        var contracts = await Contracts.Open(packages, cancel);
        var anvil = await Anvil.Start(packages, Arguments(genesis?.ToUnixTimeSeconds() ?? Genesis), cancel);
        var rpc = new RpcClient(anvil.Url);
        try
        {
            return new(anvil, rpc, await new Bootstrap(new(rpc), contracts).Run());
        }
        catch (Exception)
        {
            rpc.Dispose();
            await anvil.DisposeAsync();
            throw;
        }
    }

    /// <summary>
    /// The watcher's configuration that points at this chain, its contracts and its wallets: a fresh object with the one section
    /// <c>Watcher</c>.
    /// </summary>
    public JsonObject Configuration() => DevnetConfiguration.Of(this);

    /// <summary>What a contract answers at the newest block, as it comes.</summary>
    /// <exception cref="DevnetException">The call reverted.</exception>
    public Task<byte[]> Call(Address to, byte[] data) => chain.Call(Address.Zero, to, data);

    /// <summary>The newest block.</summary>
    public Task<BlockRef> Head() => chain.Head();

    /// <summary>Mines empty blocks.</summary>
    public async Task Mine(int blocks = 1)
    {
        for (var i = 0; i < blocks; i++) await chain.Mine(chain.BlockTime);
    }

    /// <summary>Multiplies a token's price: 0.7 is a fall by 30 %. <c>ETH</c> moves WETH and the coin itself.</summary>
    public async Task MovePrice(string token, decimal factor) =>
        await SetPrice(token, await Tokens[token].Feed.Answer() * Fixed.Scale(factor, 12) / BigInteger.Pow(10, 12));

    /// <summary>Sets a token's price in USD.</summary>
    public Task SetPrice(string token, decimal usd) => SetPrice(token, Fixed.Scale(usd, PriceFeed.Decimals));

    /// <summary>Sets the answer of a token's feed: USD with eight decimals; zero and negative answers are let through.</summary>
    public Task SetPrice(string token, BigInteger answer) => chain.Block(block => Tokens[token].Feed.Set(block, answer));

    /// <summary>
    /// Sets the price of ETH in USD and that of staked ETH with it, in one block, so that the one measured in the other stays what it was
    /// at first.
    /// </summary>
    public Task SetEth(decimal usd) => chain.Block(block =>
    {
        Tokens.Weth.Feed.Set(block, Fixed.Scale(usd, PriceFeed.Decimals));
        Tokens.WstEth.Feed.Set(block, Fixed.Scale(usd * TokenKind.WstEth.Usd / TokenKind.Weth.Usd, PriceFeed.Decimals));
    });

    /// <summary>As <see cref="SetPrice(string, BigInteger)"/>, with a time of the caller's choice for the answer, so that it can be stale.</summary>
    public Task SetPrice(string token, BigInteger answer, DateTimeOffset updatedAt) => Tokens[token].Feed.Set(chain, answer, updatedAt);

    /// <summary>Lets time pass: interest accrues, and every feed gives its answer anew, so that none is stale.</summary>
    public Task AccrueInterest(TimeSpan time) => Tokens.Season(chain, time);

    /// <summary>
    /// Replaces the newest blocks by as many empty ones: what their transactions did is undone. The new blocks come a second later than the
    /// old ones did.
    /// </summary>
    public async Task Reorg(int depth)
    {
        await rpc.Send("anvil_rollback", depth);
        for (var i = 0; i < depth; i++) await chain.Mine(chain.BlockTime + TimeSpan.FromSeconds(1));
    }

    /// <summary>Opens loans for many more wallets; the same number and seed always give the same wallets and loans.</summary>
    public Task<ImmutableArray<Address>> Populate(int wallets, int seed) => new Population(chain, AaveV3, Tokens).Add(wallets, seed);

    /// <summary>Remembers the chain as it is now, for <see cref="Revert"/>.</summary>
    public async Task<string> Snapshot() => (string)(await rpc.Send("evm_snapshot"))!;

    /// <summary>Brings back what <see cref="Snapshot"/> remembered, once.</summary>
    public async Task Revert(string snapshot)
    {
        if ((bool)(await rpc.Send("evm_revert", snapshot))! is false) throw new DevnetException($"there is no snapshot {snapshot}");
    }

    public async ValueTask DisposeAsync()
    {
        rpc.Dispose();
        await anvil.DisposeAsync();
    }
}
