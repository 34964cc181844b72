using System.Diagnostics;
using Quartz;
using Watcher.Host.Api;
using Watcher.Host.Cli;
using Watcher.Host.Config;
using Watcher.Host.Cycle;
using Watcher.Host.Telemetry;
using Watcher.Rules;
using Watcher.Store;

namespace Watcher.Host.Jobs;

/// <summary><c>run</c>: the watch on schedule with its API, or one cycle of everything.</summary>
static class Service
{
    static readonly TimeSpan StartLimit = TimeSpan.FromSeconds(30), StopLimit = TimeSpan.FromSeconds(4);

    /// <summary>How often a named collector gets metrics.</summary>
    static readonly TimeSpan Collected = TimeSpan.FromSeconds(30);

    public static async Task<int> Run(IReadOnlyList<string> files, bool once, bool json, CancellationToken cancellation)
    {
        var config = await ConfigLoader.Load(files, [], _ => { }, ChannelContexts.Of(json), StartLimit, cancellation);
        if (config.Wallets.IsEmpty) throw new ConfigurationException("Watcher:Wallets", "names no wallet: there is nothing to watch");
        foreach (var warning in RuleSettings.Warnings(config.Rules)) Console.Error.WriteLine($"warning: {warning}");
        using var store = StoreAccess.ToRun(config);
        using var logs = LoggerFactory.Create(Logging);
        using var watch = new Watch(config, store, TimeProvider.System, logs);
        Endpoints.Announce(watch.Cycles.Select(c => c.Chain));
        using var export = config.Telemetry.Otlp is { } collector ? OtlpExport.Start(collector, Collected) : null;
        watch.Ledger.EndUnwatched();
        return once ? await Once(watch, json, cancellation) : await Serve(watch, cancellation);
    }

    static async Task<int> Once(Watch watch, bool json, CancellationToken cancellation)
    {
        var report = await watch.RunOnce(cancellation);
        ReportOutput.Write(report, json);
        return ReportOutput.ExitCodeOf(report);
    }

    /// <summary>Runs until cancelled.</summary>
    public static async Task<int> Serve(Watch watch, CancellationToken cancellation)
    {
        watch.Ledger.Recall();
        var builder = WebApplication.CreateEmptyBuilder(new());
        Logging(builder.Logging);
        builder.Services.Configure<HostOptions>(host => host.ShutdownTimeout = StopLimit);
        Timetable.AddTo(builder.Services, watch, TimeProvider.System);
        builder.Services.AddHostedService<HeadWatch>();
        builder.Services.AddQuartzHostedService(quartz => quartz.WaitForJobsToComplete = true);
        await using var app = ApiServer.Build(builder, watch);
        var scheduler = await app.Services.GetRequiredService<ISchedulerFactory>().GetScheduler(cancellation);
        watch.Ledger.Stored += changes => Wake(scheduler, changes.Outbox.Select(m => m.Channel).Distinct());
        await app.RunAsync(cancellation);
        return ExitCode.Ok;
    }

    /// <summary>New messages leave at once, not on the next beat.</summary>
    static async void Wake(IScheduler scheduler, IEnumerable<string> channels)
    {
        var cause = Activity.Current?.Id;
        foreach (var channel in channels)
        {
            try
            {
                await scheduler.TriggerJob(new JobKey(channel, DeliveryJob.Group), new JobDataMap { [DeliveryJob.Cause] = cause ?? "" });
            }
            catch (SchedulerException)
            {
                // It is shutting down: what is stored leaves after the next start.
                return;
            }
        }
    }

    /// <summary>All of it on stderr, a line each: stdout belongs to results.</summary>
    internal static void Logging(ILoggingBuilder logging)
    {
        logging.AddSimpleConsole(console => (console.SingleLine, console.UseUtcTimestamp, console.TimestampFormat) = (true, true, "yyyy-MM-ddTHH:mm:ss.fffZ "));
        logging.Services.Configure<Microsoft.Extensions.Logging.Console.ConsoleLoggerOptions>(console => console.LogToStandardErrorThreshold = LogLevel.Trace);
        logging.SetMinimumLevel(LogLevel.Information).AddFilter("Microsoft", LogLevel.Warning).AddFilter("Quartz", LogLevel.Warning);
    }
}
