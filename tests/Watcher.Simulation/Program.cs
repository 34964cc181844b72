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
    Console.Error.WriteLine("--seeds COUNT [--from SEED]  runs many seeds and names those that fail");
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
    var (done, failed) = (0, 0);
    Parallel.For(0, count, new ParallelOptions { MaxDegreeOfParallelism = Environment.ProcessorCount }, i =>
    {
        var outcome = Simulation.Run(first + (ulong)i);
        if (outcome.Failure is not null)
        {
            Interlocked.Increment(ref failed);
            Console.WriteLine($"seed {outcome.Seed}: {outcome.Failure.Message}");
        }
        if (Interlocked.Increment(ref done) % 1000 == 0) Console.Error.WriteLine(Sum());
    });
    Console.WriteLine(Sum());
    return failed == 0 ? 0 : 1;

    string Sum() => string.Create(CultureInfo.InvariantCulture,
        $"{done} seeds in {watch.Elapsed.TotalSeconds:0.0} s, {done / watch.Elapsed.TotalSeconds:0.0} a second, {failed} failed");
}
