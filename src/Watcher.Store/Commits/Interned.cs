using System.Collections.Immutable;
using System.Text.Json;
using Dapper;
using Microsoft.Data.Sqlite;

namespace Watcher.Store;

/// <summary>The small numbers that stand for long names in the big tables, remembered so that a cycle asks for each only once.</summary>
sealed class Interned(SqliteConnection connection, TimeProvider time)
{
    readonly Dictionary<ChainIdentity, long> chains = [];
    readonly Dictionary<string, long> revisions = [];
    readonly Dictionary<Address, long> wallets = [];
    readonly Dictionary<(long Chain, string Protocol, string Deployment), long> deployments = [];
    readonly Dictionary<(long Deployment, Address Wallet), long> subjects = [];
    readonly Dictionary<(long Chain, Measured Measured), long> series = [];
    readonly Dictionary<(long Chain, Asset Asset), long> assets = [];
    readonly Dictionary<ImmutableArray<Address>, long> receipts = new(new SameAddresses());

    /// <summary>To be called when a transaction failed: its numbers were never stored.</summary>
    public void Forget()
    {
        chains.Clear();
        revisions.Clear();
        wallets.Clear();
        deployments.Clear();
        subjects.Clear();
        series.Clear();
        assets.Clear();
        receipts.Clear();
    }

    public long Chain(ChainIdentity chain) => chains.TryGetValue(chain, out var id) ? id : chains[chain] = connection.ExecuteScalar<long>(
        """
        INSERT INTO chains (name, genesis, used_at) VALUES (@name, @genesis, @now)
        ON CONFLICT (name, genesis) DO UPDATE SET used_at = excluded.used_at RETURNING id
        """, new { name = chain.Name, genesis = chain.Genesis.ToBytes(), now = time.GetUtcNow().Milliseconds() });

    public long Revision(string revision) => revisions.TryGetValue(revision, out var id) ? id : revisions[revision] = Find(
        "SELECT id FROM revisions WHERE name = @revision",
        "INSERT INTO revisions (name) VALUES (@revision) RETURNING id", new { revision });

    public long Wallet(Address wallet) => wallets.TryGetValue(wallet, out var id) ? id : wallets[wallet] = Find(
        "SELECT id FROM wallets WHERE address = @address",
        "INSERT INTO wallets (address) VALUES (@address) RETURNING id", new { address = wallet.ToString() });

    public long Deployment(long chain, string protocol, string deployment) =>
        deployments.TryGetValue((chain, protocol, deployment), out var id) ? id : deployments[(chain, protocol, deployment)] = Find(
        "SELECT id FROM deployments WHERE chain_id = @chain AND protocol = @protocol AND deployment = @deployment",
        "INSERT INTO deployments (chain_id, protocol, deployment) VALUES (@chain, @protocol, @deployment) RETURNING id",
        new { chain, protocol, deployment });

    public long Subject(long deployment, Address wallet) =>
        subjects.TryGetValue((deployment, wallet), out var id) ? id : subjects[(deployment, wallet)] = Find(
        "SELECT id FROM subjects WHERE deployment_id = @deployment AND wallet_id = @wallet",
        "INSERT INTO subjects (deployment_id, wallet_id) VALUES (@deployment, @wallet) RETURNING id",
        new { deployment, wallet = Wallet(wallet) });

    public long Asset(long chain, Asset asset) =>
        assets.TryGetValue((chain, asset), out var id) ? id : assets[(chain, asset)] = Find(
        "SELECT id FROM assets WHERE chain_id = @chain AND address = @address AND symbol IS @Symbol AND decimals IS @Decimals",
        "INSERT INTO assets (chain_id, address, symbol, decimals) VALUES (@chain, @address, @Symbol, @Decimals) RETURNING id",
        new { chain, address = asset.Address?.ToString() ?? "", asset.Symbol, asset.Decimals });

    public long Receipts(ImmutableArray<Address> tokens) =>
        receipts.TryGetValue(tokens, out var id) ? id : receipts[tokens] = Find(
        "SELECT id FROM receipts WHERE tokens = @tokens",
        "INSERT INTO receipts (tokens) VALUES (@tokens) RETURNING id", new { tokens = JsonSerializer.Serialize(tokens) });

    public long Series(long chain, Measured measured) =>
        series.TryGetValue((chain, measured), out var id) ? id : series[(chain, measured)] = Find(
        """
        SELECT id FROM series WHERE subject = @Subject AND scope = @scope AND ifnull(asset, '') = ifnull(@Asset, '')
        AND ifnull(chain_id, 0) = ifnull(@chain, 0) AND ifnull(wallet_id, 0) = ifnull(@wallet, 0)
        """,
        """
        INSERT INTO series (chain_id, wallet_id, subject, position, scope, asset)
        VALUES (@chain, @wallet, @Subject, @Position, @scope, @Asset) RETURNING id
        """,
        new
        {
            chain = measured.Chain is null ? (long?)null : chain,
            wallet = measured.Wallet is { } wallet ? Wallet(wallet) : (long?)null,
            measured.Subject,
            measured.Position,
            scope = SampleTable.Of(measured).Scope,
            measured.Asset,
        });

    long Find(string select, string insert, object values) =>
        connection.ExecuteScalar<long?>(select, values) ?? connection.ExecuteScalar<long>(insert, values);

    /// <summary>Lists are the same by what is in them.</summary>
    sealed class SameAddresses : IEqualityComparer<ImmutableArray<Address>>
    {
        public bool Equals(ImmutableArray<Address> one, ImmutableArray<Address> other) => one.AsSpan().SequenceEqual(other.AsSpan());

        public int GetHashCode(ImmutableArray<Address> list) => list.IsEmpty ? 0 : HashCode.Combine(list.Length, list[0], list[^1]);
    }
}
