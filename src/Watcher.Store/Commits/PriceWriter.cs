using Dapper;
using Microsoft.Data.Sqlite;

namespace Watcher.Store;

/// <summary>
/// Stores the market prices of a block, once for all wallets, as references to the feeds' answers: these are written when they change. An
/// answer may replace a failure, never the reverse.
/// </summary>
sealed class PriceWriter(SqliteConnection connection, Interned interned) : IDisposable
{
    readonly Dictionary<long, (Answer Answer, long Id)> last = [];
    readonly Statement store = new(connection,
        """
        INSERT INTO prices (block_id, asset_id, answer_id) VALUES (@0, @1, @2)
        ON CONFLICT DO UPDATE SET answer_id = excluded.answer_id
        WHERE (SELECT failure FROM price_answers WHERE id = prices.answer_id) IS NOT NULL
        AND (SELECT failure FROM price_answers WHERE id = excluded.answer_id) IS NULL
        """, 3);

    /// <summary>To be called when a transaction failed: its answers were never stored.</summary>
    public void Forget() => last.Clear();

    public void Write(long chain, long block, MarketPrices prices)
    {
        foreach (var (key, answer) in prices.Answers) Write(block, AssetOf(chain, key), Answer.Of(answer));
        foreach (var (key, failure) in prices.Failures) Write(block, AssetOf(chain, key), Answer.Of(failure));
    }

    public void Dispose() => store.Dispose();

    /// <summary>A feed's answer is of an address, whatever the token there calls itself.</summary>
    long AssetOf(long chain, AssetKey key) => interned.Asset(chain, new(key.Chain, key.Address, null, null));

    void Write(long block, long asset, Answer answer)
    {
        if (!last.TryGetValue(asset, out var known) || known.Answer != answer) last[asset] = known = (answer, IdOf(asset, answer));
        store.Run(block, asset, known.Id);
    }

    long IdOf(long asset, Answer answer)
    {
        var values = new { asset, answer.Source, answer.Raw, answer.Decimals, answer.Usd, answer.UpdatedAt, answer.Failure, answer.Why };
        return connection.ExecuteScalar<long?>(
            """
            SELECT id FROM price_answers WHERE asset_id = @asset AND updated_at IS @UpdatedAt AND source IS @Source AND raw IS @Raw
            AND decimals IS @Decimals AND failure IS @Failure AND why IS @Why
            """, values)
            ?? connection.ExecuteScalar<long>(
            """
            INSERT INTO price_answers (asset_id, source, raw, decimals, usd, updated_at, failure, why)
            VALUES (@asset, @Source, @Raw, @Decimals, @Usd, @UpdatedAt, @Failure, @Why) RETURNING id
            """, values);
    }

    sealed record Answer(string? Source, string? Raw, int? Decimals, double? Usd, long? UpdatedAt, string? Failure, string? Why)
    {
        public static Answer Of(Failure failure) => new(null, null, null, null, null, failure.Reason.ToString(), failure.Why);

        public static Answer Of(PriceAnswer answer) => answer switch
        {
            Price price => new(price.Source, price.Raw.ToString(), price.Decimals, price.Usd.ToDouble(), price.UpdatedAt.ToUnixTimeSeconds(), null, null),
            NoPrice none => new(none.Source, null, null, null, none.UpdatedAt?.ToUnixTimeSeconds(), null, none.Why),
            _ => throw new ArgumentException($"{answer.GetType().Name} is not an answer that can be stored", nameof(answer)),
        };
    }
}
