using Watcher.Host.Cli.Views;
using Watcher.Host.Config;

namespace Watcher.Host.Cli;

/// <summary><c>alerts list</c> and <c>alerts show</c>.</summary>
static class AlertsVerb
{
    public static Task<int> List(IReadOnlyList<string> files, bool json, CancellationToken cancellation)
    {
        using var store = StoreAccess.Beside(ConfigLoader.Load(files, ChannelContexts.Silent));
        var alerts = store.Alerts.List();
        if (json) ReportOutput.Write(AlertJson.Document(alerts));
        else AlertsView.Write(Terminal.Out, alerts);
        return Task.FromResult(ExitCode.Ok);
    }

    public static Task<int> Show(IReadOnlyList<string> files, string id, bool json, CancellationToken cancellation)
    {
        using var store = StoreAccess.Beside(ConfigLoader.Load(files, ChannelContexts.Silent));
        var life = store.Alerts.Find(id) ?? throw new UsageException($"ID: there is no alert '{id}'; 'watcher alerts list' shows them");
        if (json) ReportOutput.Write(AlertJson.Of(life));
        else AlertsView.Write(Terminal.Out, life);
        return Task.FromResult(ExitCode.Ok);
    }
}
