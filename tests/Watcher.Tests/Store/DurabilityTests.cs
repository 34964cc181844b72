using System.Diagnostics;
using System.Globalization;
using Dapper;
using Watcher.Store;
using Xunit;

namespace Watcher.Tests.Store;

public sealed class DurabilityTests : IDisposable
{
    readonly TempDatabase files = new();

    public void Dispose() => files.Dispose();

    [Fact]
    public void Everything_acknowledged_is_there_after_kill_9_whole_and_the_next_run_goes_on()
    {
        var next = 1;
        foreach (var commits in new[] { 5, 40, 17 })
        {
            var acknowledged = CommitUntilKilled(next, commits);
            using var store = files.OpenToRun();
            Assert.Equal("ok", store.Connection.ExecuteScalar<string>("PRAGMA integrity_check"));
            var stored = Assert.Single(store.History.Read(new())).Samples.Select(sample => (int)sample.Block.Number).ToList();
            // The last commit may have been made and not yet said.
            Assert.InRange(stored.Count, acknowledged, acknowledged + 1);
            Assert.Equal(Enumerable.Range(1, stored.Count), stored);
            Assert.Equal(stored.Count, store.Connection.ExecuteScalar<int>("SELECT count(*) FROM outbox"));
            Assert.Equal(stored.Count, store.Connection.ExecuteScalar<int>("SELECT count(*) FROM readings"));
            next = stored.Count + 1;
        }
    }

    int CommitUntilKilled(int first, int commits)
    {
        using var writer = Process.Start(new ProcessStartInfo("dotnet", [typeof(KilledWriter).Assembly.Location, files.Path, $"{first}"])
        {
            RedirectStandardOutput = true,
        })!;
        var last = first - 1;
        for (var n = 0; n < commits; n++) last = int.Parse(writer.StandardOutput.ReadLine()!, CultureInfo.InvariantCulture);
        writer.Kill();
        while (writer.StandardOutput.ReadLine() is { Length: > 0 } line && int.TryParse(line, out var said)) last = said;
        writer.WaitForExit();
        return last;
    }
}
