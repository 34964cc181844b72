using System.Globalization;

namespace Watcher.Store;

sealed record PriceRow(string Address, string? Source, string? Raw, long? Decimals, long? UpdatedAt, string? Failure, string? Why)
{
    public const string Sql =
        """
        SELECT a.address AS Address, q.source AS Source, q.raw AS Raw, q.decimals AS Decimals, q.updated_at AS UpdatedAt, q.failure AS Failure, q.why AS Why
        FROM prices p JOIN price_answers q ON q.id = p.answer_id JOIN assets a ON a.id = p.asset_id WHERE p.block_id = @block
        """;

    public AssetKey Key(string chain) => new(chain, Address.Length == 0 ? null : Primitives.Address.Parse(Address));

    /// <summary>Null where the feed could not be read.</summary>
    public PriceAnswer? Answer() => Failure is not null ? null
        : Raw is null ? new NoPrice(Source!, Why!, Moved)
        : new Price(Source!, BigInteger.Parse(Raw, CultureInfo.InvariantCulture), (int)Decimals!.Value, Moved!.Value);

    public Failure Unread() => new(Enum.Parse<FailureReason>(Failure!), Why ?? "");

    DateTimeOffset? Moved => UpdatedAt is { } seconds ? DateTimeOffset.FromUnixTimeSeconds(seconds) : null;
}
