using System.Collections.Immutable;
using System.Net;
using System.Text.Json;
using System.Text.Json.Nodes;
using Watcher.Positions;

namespace Watcher.Channels.Http;

/// <summary>What a service answered, and what that means where it documents nothing else.</summary>
/// <param name="Body">The beginning of it, at most 16 KiB.</param>
/// <param name="RetryAfter">The header's wish.</param>
sealed record HttpAnswer(string Host, HttpStatusCode Status, ReadOnlyMemory<byte> Body, TimeSpan? RetryAfter, ImmutableArray<string> Secrets)
{
    const int LongestQuote = 200;

    /// <summary>2xx is delivered; 408, 429 and 5xx are tried again; all else is refused.</summary>
    /// <param name="said">The service's own words, for the receipt.</param>
    /// <param name="after">Its wish where it stands in the body.</param>
    public Delivery Judge(string? said = null, TimeSpan? after = null) => Status switch
    {
        >= HttpStatusCode.OK and < HttpStatusCode.MultipleChoices => new Delivery.Delivered(Receipt(said)),
        HttpStatusCode.RequestTimeout or HttpStatusCode.TooManyRequests or >= HttpStatusCode.InternalServerError => RetryLater(said, after),
        >= HttpStatusCode.MultipleChoices and < HttpStatusCode.BadRequest =>
            new Delivery.Rejected($"{Receipt(null)}: redirects are not followed; set Url to where it leads"),
        _ => Rejected(said),
    };

    public Delivery RetryLater(string? said, TimeSpan? after = null) => new Delivery.RetryLater(Receipt(said), after ?? RetryAfter);

    public Delivery Rejected(string? said) => new Delivery.Rejected(Receipt(said));

    /// <summary>The body as a JSON object; null where it is none.</summary>
    public JsonObject? Json()
    {
        try
        {
            return JsonNode.Parse(Body.Span) as JsonObject;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    string Receipt(string? said) => $"{Host}: HTTP {(int)Status}{(string.IsNullOrWhiteSpace(said) ? "" : $" {Quote(said)}")}";

    /// <summary>A service may repeat what it was sent.</summary>
    string Quote(string said) => Secrets.Aggregate(ChainText.Clean(said, LongestQuote), (text, secret) => text.Replace(secret, "***", StringComparison.Ordinal));
}
