using System.Collections.Immutable;
using System.Net;
using System.Text;
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

    /// <summary>A field of the body, which is a JSON object; null where it is none or has no such field.</summary>
    public JsonNode? Field(params ReadOnlySpan<string> path)
    {
        var node = Json();
        foreach (var name in path) node = (node as JsonObject)?[name];
        return node;
    }

    JsonNode? Json()
    {
        try
        {
            return JsonNode.Parse(Body.Span);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    /// <summary>The body as text.</summary>
    public string Text() => Encoding.UTF8.GetString(Body.Span);

    /// <summary>A number of seconds in the body, whole or not; null where it is none.</summary>
    public static TimeSpan? Seconds(JsonNode? node) =>
        node is JsonValue value && value.TryGetValue(out double seconds) && seconds is >= 0 and < 1e9 ? TimeSpan.FromSeconds(seconds) : null;

    string Receipt(string? said) => $"{Host}: HTTP {(int)Status}{(string.IsNullOrWhiteSpace(said) ? "" : $" {Quote(said)}")}";

    /// <summary>A service may repeat what it was sent. What is cut off comes after what is hidden, so that no half of a secret is left.</summary>
    string Quote(string said) => ChainText.Clean(
        Secrets.Aggregate(ChainText.Clean(said, said.Length), (text, secret) => text.Replace(secret, "***", StringComparison.Ordinal)), LongestQuote);
}
