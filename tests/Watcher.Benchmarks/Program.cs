using Watcher.Benchmarks;

#if DEBUG
Console.Error.WriteLine("A debug build is no measure: dotnet run -c Release --project tests/Watcher.Benchmarks");
return 64;
#else
if (args is not ([] or [_]) || args is [var unknown] && !Benchmark.All.Any(b => b.Name == unknown))
{
    Console.Error.WriteLine($"One name at most, of: {string.Join(", ", Benchmark.All.Select(b => b.Name))}");
    return 64;
}
Console.WriteLine(Machine.Describe());
Console.WriteLine(FigureTable.Head);
foreach (var benchmark in Benchmark.All.Where(b => args is [] || args[0] == b.Name))
    foreach (var figure in await benchmark.Run()) Console.WriteLine(FigureTable.Row(benchmark.Name, figure));
Console.WriteLine(Machine.Load());
return 0;
#endif
