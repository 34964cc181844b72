using Spectre.Console;
using Watcher.Host.Cli.Views;
using Watcher.Host.Config;

namespace Watcher.Host.Cli;

/// <summary><c>alerts list</c>, <c>alerts show</c> and <c>alerts ack</c>.</summary>
static class AlertsVerb
{
    public static Task<int> List(IReadOnlyList<string> files, bool json, CancellationToken cancellation)
    {
        using var store = StoreAccess.Beside(ConfigLoader.Load(files, ChannelContexts.Silent));
        var alerts = SaidAlert.Of(store.Alerts.List(), store);
        if (json) ReportOutput.Write(AlertJson.Document(alerts));
        else AlertsView.Write(Terminal.Out, alerts);
        return Task.FromResult(ExitCode.Ok);
    }

    public static Task<int> Show(IReadOnlyList<string> files, string id, bool json, CancellationToken cancellation)
    {
        using var store = StoreAccess.Beside(ConfigLoader.Load(files, ChannelContexts.Silent));
        var life = AlertsNamed.Find(store, id);
        var said = SaidAlert.Of([life.State], store)[0].Said;
        if (json) ReportOutput.Write(AlertJson.Of(life, said));
        else AlertsView.Write(Terminal.Out, life, said);
        return Task.FromResult(ExitCode.Ok);
    }

    /// <summary>Somebody takes an alert on: no reminder and no escalation of it any more. A second time changes nothing.</summary>
    public static Task<int> Acknowledge(IReadOnlyList<string> files, string id, bool json, CancellationToken cancellation)
    {
        using var store = StoreAccess.Beside(ConfigLoader.Load(files, ChannelContexts.Silent));
        var alert = AlertsNamed.Find(store, id).State;
        if (alert.ResolvedAt is { } over) throw new UsageException($"ID: the alert '{id}' has been over since {Instant.Text(over)}; there is nothing to acknowledge");
        var at = store.Steering.Acknowledge(id, TimeProvider.System.GetUtcNow());
        if (json) ReportOutput.Write(AlertJson.Document(SaidAlert.Of([alert], store)));
        else Terminal.Out.MarkupLine($"{Figures.Safe(alert.Key.Rule)} on {Figures.Safe(alert.Subject.Key)}: acknowledged at {Instant.Text(at)}. "
            + "No reminder and no escalation until it ends; worsening and the end are still told.");
        return Task.FromResult(ExitCode.Ok);
    }
}
