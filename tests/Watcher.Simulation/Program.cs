using System.Diagnostics;
using System.Globalization;
using Watcher.Simulation;

return args switch
{
    ["--seed", var seed] => ReplayOne(ulong.Parse(seed, CultureInfo.InvariantCulture)),
    ["--seeds", var count] => Many(1, int.Parse(count, CultureInfo.InvariantCulture)),
    ["--seeds", var count, "--from", var first] => Many(ulong.Parse(first, CultureInfo.InvariantCulture), int.Parse(count, CultureInfo.InvariantCulture)),
    _ => Usage(),
};

static int Usage()
{
    Console.Error.WriteLine("--seeds COUNT [--from SEED]  runs many seeds, ends at the first that fails");
    Console.Error.WriteLine("--seed SEED                  runs one and prints all that happened");
    return 64;
}

static int ReplayOne(ulong seed)
{
    var outcome = Simulation.Run(seed, keepTrace: true);
    foreach (var line in outcome.Trace) Console.WriteLine(line);
    Console.WriteLine($"seed {seed}: {(outcome.Failure is null ? "well" : "FAILED")}, digest {outcome.Digest}");
    return outcome.Failure is null ? 0 : 1;
}

static int Many(ulong first, int count)
{
    var watch = Stopwatch.StartNew();
    var (done, failed) = (0, new SortedDictionary<ulong, Exception>());
    Parallel.For(0, count, (i, loop) =>
    {
        var outcome = Simulation.Run(first + (ulong)i);
        var sum = Interlocked.Increment(ref done);
        if (sum % 1000 == 0) Console.Error.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{sum} seeds, {sum / watch.Elapsed.TotalSeconds:0} a second"));
        if (outcome.Failure is null) return;
        lock (failed) failed.Add(outcome.Seed, outcome.Failure);
        loop.Break();
    });
    Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{done} seeds in {watch.Elapsed.TotalSeconds:0.0} s, {done / watch.Elapsed.TotalSeconds:0.0} a second, {failed.Count} failed"));
    foreach (var (seed, error) in failed) Console.WriteLine($"seed {seed}: {error.Message}");
    return failed.Count == 0 ? 0 : 1;
}
