using System.Globalization;
using Watcher.Devnet;
using Watcher.Nethereum.Tests;

await using var node = await DevnetNode.Start();
using var clients = new ClientsCompared(node);
Console.WriteLine("| what | client | median time | allocated |");
Console.WriteLine("|---|---|---:|---:|");
foreach (var (what, client, cost) in clients.Measure())
    Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"| {what} | {client} | {cost.Time.TotalMicroseconds:N0} µs | {cost.Bytes / 1024.0:N1} KB |"));
