using System.Text.Json.Nodes;
using Watcher.Reports;

namespace Watcher.Alerts;

/// <summary>How one endpoint of a chain is doing.</summary>
/// <param name="Name"><c>host#index</c>; never a URL.</param>
/// <param name="Healthy">It answered properly the last time it was asked.</param>
/// <param name="Failure">What went wrong last.</param>
/// <param name="Head">The newest block it told of.</param>
public sealed record EndpointState(string Chain, string Name, bool Healthy, Failure? Failure, BlockRef? Head)
{
    /// <summary>It answers, but of old blocks.</summary>
    internal bool IsRefusedAsOld => !Healthy && Failure?.Reason == FailureReason.Lagging;

    /// <summary>The subject that an endpoint is.</summary>
    public AlertSubject Subject => new($"endpoint/{Chain}/{Name}") { Chain = Chain, Endpoint = Name };

    internal string Trouble => Failure is null ? "no answer" : $"{Failure.ReasonText} ({Failure.Why})";

    internal JsonObject Evidence()
    {
        var json = new JsonObject { ["endpoint"] = Name, ["chain"] = Chain, ["healthy"] = Healthy };
        if (Failure is not null) json["lastFailure"] = Trouble;
        if (Head is { } head) json["head"] = ReportJson.Of(head);
        return json;
    }
}
