using System.Globalization;
using System.Text.Json.Nodes;
using Parquet;
using Watcher.Devnet;

namespace Watcher.EndToEnd.Host;

public sealed class ExportTests(DevnetFixture fixture) : HostTest(fixture)
{
    const string File = "health.parquet";
    static readonly string[] Health = ["export", "--metric", "healthFactor", "--wallet", DevnetWallet.Borrower.Name];

    [Fact]
    public async Task What_the_chain_answered_comes_out_to_the_last_digit_as_CSV_as_JSON_lines_and_as_Parquet()
    {
        var answered = new List<decimal>();
        foreach (var usd in new[] { 2_900m, 2_800m })
        {
            await Node.SetPrice("WETH", usd);
            answered.Add((decimal)(await Node.AaveV3.Account(DevnetWallet.Borrower.Address)).HealthFactor / 1e18m);
            using var cycle = await Watcher("run", "--once");
            Assert.Equal(0, cycle.ExitCode);
        }

        using var csv = await Watcher([.. Health, "--csv"]);
        var lines = csv.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        var columns = lines[0].Split(',');
        Same(answered, lines[1..].Select(line => Number(line.Split(',')[Array.IndexOf(columns, "exact")])));

        using var json = await Watcher([.. Health, "--jsonl"]);
        var objects = json.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => JsonNode.Parse(line)!).ToList();
        Same(answered, objects.Select(one => Number((string)one["exact"]!)));

        using var parquet = await Watcher([.. Health, "--parquet", File, "--json"]);
        Assert.Equal(("watcher.export/1", 2), ((string?)parquet.Json["schema"], (int)parquet.Json["rows"]!));
        await using var reader = await ParquetReader.CreateAsync(Path.Combine(Folder, File));
        Assert.Equal(columns, reader.Schema.DataFields.Select(field => field.Name));
        var exact = new string?[answered.Count];
        await reader.RowGroups.Single().ReadAsync(reader.Schema.DataFields.Single(field => field.Name == "exact"), exact!);
        Same(answered, exact.Select(text => Number(text!)));
    }

    [Fact]
    public async Task A_file_that_is_there_stays_as_it_is_unless_told_to_give_way()
    {
        using (await Watcher("run", "--once"))
        {
        }
        var path = Path.Combine(Folder, File);
        await System.IO.File.WriteAllTextAsync(path, "last year's");

        using var refused = await Watcher([.. Health, "--parquet", File]);
        Assert.Equal(64, refused.ExitCode);
        Assert.Contains("--force", refused.Error, StringComparison.Ordinal);
        Assert.Equal("last year's", await System.IO.File.ReadAllTextAsync(path));

        using var replaced = await Watcher([.. Health, "--parquet", File, "--force"]);
        Assert.Equal((0, ""), (replaced.ExitCode, replaced.Error));
        Assert.StartsWith("1 rows of history", replaced.Output, StringComparison.Ordinal);
        Assert.Equal([File], Directory.EnumerateFiles(Folder, "*.parquet*").Select(Path.GetFileName));
    }

    /// <summary>No order is promised.</summary>
    static void Same(IEnumerable<decimal> expected, IEnumerable<decimal> told) => Assert.Equal(expected.Order(), told.Order());

    static decimal Number(string text) => decimal.Parse(text, CultureInfo.InvariantCulture);
}
