using Watcher.Alerts;

namespace Watcher.Store;

sealed record SilenceRow(
    long Id, string? Rule, string? Subject, string? Wallet, string? Protocol, string? Chain, long Unknown, string? Note, long Created, long Until, long? Ended)
{
    const string Select =
        """
        SELECT id AS Id, rule AS Rule, subject AS Subject, wallet AS Wallet, protocol AS Protocol, chain AS Chain, unknown_too AS Unknown, note AS Note,
          created_at AS Created, until_at AS Until, ended_at AS Ended
        FROM silences
        """;

    public const string Holding = $"{Select} WHERE ended_at IS NULL AND until_at > @now ORDER BY id";
    public const string OfId = $"{Select} WHERE id = @id";
    public const string All = $"{Select} ORDER BY id DESC LIMIT @limit";
    public const string Insert =
        """
        INSERT INTO silences (rule, subject, wallet, protocol, chain, unknown_too, note, created_at, until_at, ended_at)
        VALUES (@Rule, @Subject, @Wallet, @Protocol, @Chain, @Unknown, @Note, @Created, @Until, @Ended) RETURNING id
        """;

    public static SilenceRow Of(Silence silence) => new(silence.Id, silence.Rule, silence.Subject, silence.Wallet, silence.Protocol, silence.Chain,
        silence.Unknown ? 1 : 0, silence.Note, silence.Created.Milliseconds(), silence.Until.Milliseconds(), silence.Ended.Milliseconds());

    public Silence Silence() => new(Id, Instants.FromMilliseconds(Created), Instants.FromMilliseconds(Until))
    {
        Rule = Rule,
        Subject = Subject,
        Wallet = Wallet,
        Protocol = Protocol,
        Chain = Chain,
        Unknown = Unknown != 0,
        Note = Note,
        Ended = Instants.FromMilliseconds(Ended),
    };
}
