using Dapper;
using Microsoft.Data.Sqlite;

namespace Watcher.Store;

/// <summary>The small numbers that stand for long names in the big tables, remembered so that a cycle asks for each only once.</summary>
sealed class Interned(SqliteConnection connection, TimeProvider time)
{
    readonly Dictionary<ChainIdentity, long> chains = [];
    readonly Dictionary<string, long> revisions = [];
    readonly Dictionary<Address, long> wallets = [];
    readonly Dictionary<(long Chain, Subject Subject), long> subjects = [];
    readonly Dictionary<(long Chain, SeriesKey Key), long> series = [];
    readonly Dictionary<(long Chain, Address? Address), long> assets = [];

    /// <summary>To be called when a transaction failed: its numbers were never stored.</summary>
    public void Forget()
    {
        chains.Clear();
        revisions.Clear();
        wallets.Clear();
        subjects.Clear();
        series.Clear();
        assets.Clear();
    }

    public long Chain(ChainIdentity chain) => Remembered(chains, chain, () => connection.ExecuteScalar<long>(
        """
        INSERT INTO chains (name, genesis, used_at) VALUES (@name, @genesis, @now)
        ON CONFLICT (name, genesis) DO UPDATE SET used_at = excluded.used_at RETURNING id
        """, new { name = chain.Name, genesis = chain.Genesis.ToBytes(), now = time.GetUtcNow().Milliseconds() }));

    public long Revision(string revision) => Remembered(revisions, revision, () => Find(
        "SELECT id FROM revisions WHERE name = @revision",
        "INSERT INTO revisions (name) VALUES (@revision) RETURNING id", new { revision }));

    public long Wallet(Address wallet) => Remembered(wallets, wallet, () => Find(
        "SELECT id FROM wallets WHERE address = @address",
        "INSERT INTO wallets (address) VALUES (@address) RETURNING id", new { address = wallet.ToString() }));

    public long Subject(long chain, Subject subject) => Remembered(subjects, (chain, subject), () => Find(
        "SELECT id FROM subjects WHERE chain_id = @chain AND wallet_id = @wallet AND protocol = @Protocol AND deployment = @Deployment",
        "INSERT INTO subjects (chain_id, wallet_id, protocol, deployment) VALUES (@chain, @wallet, @Protocol, @Deployment) RETURNING id",
        new { chain, wallet = Wallet(subject.Wallet), subject.Protocol, subject.Deployment }));

    public long Asset(long chain, Address? address) => Remembered(assets, (chain, address), () => Find(
        "SELECT id FROM assets WHERE chain_id = @chain AND address = @address",
        "INSERT INTO assets (chain_id, address) VALUES (@chain, @address) RETURNING id", new { chain, address = address?.ToString() ?? "" }));

    public long Series(long chain, SeriesKey key) => Remembered(series, (chain, key), () => Find(
        """
        SELECT id FROM series WHERE subject = @Subject AND metric = @Metric
        AND ifnull(chain_id, 0) = ifnull(@chain, 0) AND ifnull(wallet_id, 0) = ifnull(@wallet, 0)
        """,
        """
        INSERT INTO series (chain_id, wallet_id, subject, position, metric, unit)
        VALUES (@chain, @wallet, @Subject, @Position, @Metric, @Unit) RETURNING id
        """,
        new
        {
            chain = key.Chain is null ? (long?)null : chain,
            wallet = key.Wallet is { } wallet ? Wallet(wallet) : (long?)null,
            key.Subject,
            key.Position,
            key.Metric,
            key.Unit,
        }));

    static long Remembered<TKey>(Dictionary<TKey, long> known, TKey key, Func<long> find) where TKey : notnull =>
        known.TryGetValue(key, out var id) ? id : known[key] = find();

    long Find(string select, string insert, object values) =>
        connection.ExecuteScalar<long?>(select, values) ?? connection.ExecuteScalar<long>(insert, values);
}
