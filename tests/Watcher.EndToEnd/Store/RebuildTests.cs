using System.Collections.Immutable;
using System.Text.Json.Nodes;
using Dapper;
using Watcher.Devnet;
using Watcher.Evm;
using Watcher.Host.Cli;
using Watcher.Host.Config;
using Watcher.Host.Cycle;
using Watcher.Positions;
using Watcher.Reports;
using Watcher.Store;

namespace Watcher.EndToEnd.Store;

/// <summary>The report of any kept reading can be made again from the database, to the digit.</summary>
public sealed class RebuildTests(DevnetFixture fixture) : DevnetTest(fixture)
{
    readonly DirectoryInfo directory = Directory.CreateTempSubdirectory("watcher-rebuild-");

    public override async Task DisposeAsync()
    {
        directory.Delete(recursive: true);
        await base.DisposeAsync();
    }

    [Fact]
    public async Task Over_interest_prices_swaps_and_a_reorganisation_every_wallet_s_report_comes_back_byte_for_byte()
    {
        using var recorder = new Recorder(Node, Path.Combine(directory.FullName, "watcher.db"));
        await recorder.Record();
        await Node.AccrueInterest(TimeSpan.FromDays(30));
        await recorder.Record();
        await Node.MovePrice("WETH", 0.83m);
        await recorder.Record();
        var gone = await recorder.Record(mine: true);
        await Node.Reorg(1);
        recorder.Orphan(gone);
        await Node.MovePrice("WBTC", 1.07m);
        await recorder.Record();
        await recorder.Record(mine: true);

        Assert.Equal(6, recorder.Live.Count);
        foreach (var (block, reports) in recorder.Live) Assert.Equal(reports, recorder.Rebuilt(block));
        Assert.False(recorder.Recorded(gone).Canonical);
        Assert.Equal(recorder.LastLegs, recorder.LegsInSql());
        Assert.Contains(recorder.LastLegs, leg => leg.Role == "debt");

        recorder.GrowOld();
        var kept = recorder.Live.Where(live => recorder.IsRecorded(live.Key)).ToList();
        // A month went by between the first two; of the others of that day the last stays.
        Assert.Equal([true, true, false, false, false, true], recorder.Live.Keys.Select(recorder.IsRecorded));
        foreach (var (block, reports) in kept) Assert.Equal(reports, recorder.Rebuilt(block));
        Assert.Equal(recorder.LastLegs, recorder.LegsInSql());
    }

    /// <summary>Reads all wallets of the chain as the service does, and stores what it read.</summary>
    sealed class Recorder : IDisposable
    {
        readonly DevnetNode node;
        readonly WatcherConfig config;
        readonly Assessor assessor;
        readonly BlockReader reader;
        readonly WatcherStore store;
        readonly Dictionary<Hash32, string> live = [];
        ChainIdentity identity = new("", default);
        ImmutableArray<Reading> last = [];

        public Recorder(DevnetNode node, string path)
        {
            this.node = node;
            var settings = (JsonObject)node.Configuration()["Watcher"]!.DeepClone();
            config = ConfigReader.Read(ChainLayers.Of(settings, ShippedChains.BesideTheProgram, []), ChannelContexts.Silent, strict: false);
            (assessor, reader) = (new(config), BlockReader.Of(config.Chains[0], TimeProvider.System, new()));
            store = WatcherStore.OpenToRun(new($"Data Source={path}"), new(Protocols.Protocols.All.SelectMany(kind => kind.Facts)), TimeProvider.System);
        }

        public IReadOnlyDictionary<Hash32, string> Live => live;

        /// <summary>What the wallets have, leg by leg, in the order of the database.</summary>
        public IEnumerable<(string Position, string Role, string Raw)> LastLegs => last.OfType<GoodReading>()
            .SelectMany(reading => reading.Positions).SelectMany(position => LegsOf(position).Select(leg => (position.Id, leg.Role.ToString().ToLowerInvariant(), leg.Raw.ToString())))
            .Order();

        public async Task<Hash32> Record(bool mine = false)
        {
            if (mine) await node.Mine();
            var pinned = await reader.Client.Pin(BlockSelector.Latest, default);
            identity = new("devnet", pinned.Genesis ?? default);
            var read = Assert.IsType<BlockSnapshot.Read>(await reader.Read(BlockSelector.Latest, config.Wallets, TimeSpan.FromMinutes(1), default));
            store.Commit(new CycleCommit(identity, read.Block, "revision-1") { Readings = read.Readings, Prices = read.Prices });
            live[read.Block.Hash] = Reports(read);
            last = read.Readings;
            return read.Block.Hash;
        }

        public void Orphan(Hash32 block) => store.Headers.Keep(identity, new() { Gone = [block] });

        public bool IsRecorded(Hash32 block) => store.Readings.At(identity, block) is not null;

        /// <summary>Long after all that is recorded.</summary>
        public void GrowOld()
        {
            foreach (var _ in store.Upkeep.Steps(last[0].Block.Timestamp.AddYears(10))) { }
        }

        public RecordedBlock Recorded(Hash32 block) => store.Readings.At(identity, block) ?? throw new InvalidOperationException($"{block} is not recorded");

        public string Rebuilt(Hash32 block)
        {
            var recorded = Recorded(block);
            return Reports(new BlockSnapshot.Read(config.Chains[0], config.Wallets, recorded.Block, recorded.Readings, recorded.Prices, default!));
        }

        public IEnumerable<(string Position, string Role, string Raw)> LegsInSql() =>
            store.Connection.Query<(string Position, string Role, string Raw)>("SELECT position, role, raw FROM v_legs").Order();

        public void Dispose() => store.Dispose();

        string Reports(BlockSnapshot snapshot) => string.Join('\n', assessor.Assess(snapshot, Memory.None, DateTimeOffset.UnixEpoch).Reports.Select(report => ReportJson.Of(report).ToJsonString()));

        static IEnumerable<Leg> LegsOf(Position position) => position switch
        {
            LendingPosition loan => loan.Legs,
            LiquidityPosition liquidity => liquidity.Legs,
            _ => ((WalletPosition)position).Legs,
        };
    }
}
