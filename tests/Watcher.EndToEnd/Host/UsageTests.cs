namespace Watcher.EndToEnd.Host;

public sealed class UsageTests : IDisposable
{
    readonly string folder = Directory.CreateTempSubdirectory("watcher-e2e-").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Theory]
    [InlineData("chek")]
    [InlineData("")]
    [InlineData("check", "0x12")]
    [InlineData("check", "--block", "newest")]
    [InlineData("check", "--timeout", "soon")]
    [InlineData("check")]
    [InlineData("check", "0xd8dA6BF26964aF9D7eEd9e03E53415D37aA96045", "--chain", "etherium")]
    [InlineData("check", "0xd8dA6BF26964aF9D7eEd9e03E53415D37aA96045", "--rpc", "nonsense")]
    [InlineData("check", "--config", "absent.json")]
    [InlineData("run")]
    [InlineData("history")]
    [InlineData("stress", "0xd8dA6BF26964aF9D7eEd9e03E53415D37aA96045", "--chain", "ethereum", "--shock", "NOPE=-30%")]
    [InlineData("stress", "0xd8dA6BF26964aF9D7eEd9e03E53415D37aA96045", "--chain", "ethereum", "--shock", "ETH=-100%")]
    [InlineData("notify", "test", "nobody")]
    [InlineData("export", "--parquet")]
    [InlineData("export", "--csv", "--parquet", "history.parquet")]
    public async Task What_cannot_be_done_ends_with_64_and_says_why(params string[] arguments)
    {
        using var watcher = await WatcherProcess.Run(folder, [.. arguments.Where(a => a.Length > 0)]);
        Assert.Equal(64, watcher.ExitCode);
        Assert.NotEmpty(watcher.Error);
        Assert.Empty(watcher.Output);
    }

    [Theory]
    [InlineData("check")]
    [InlineData("run")]
    [InlineData("history")]
    [InlineData("alerts", "list")]
    [InlineData("alerts", "show")]
    [InlineData("stress")]
    [InlineData("config", "check")]
    [InlineData("notify", "test")]
    [InlineData("demo")]
    public async Task Every_verb_has_help_with_an_example(params string[] verb)
    {
        using var watcher = await WatcherProcess.Run(folder, [.. verb, "--help"]);
        Assert.Equal(0, watcher.ExitCode);
        Assert.Matches(@"Examples?:\s+watcher " + string.Join(' ', verb), watcher.Output);
    }

    [Fact]
    public async Task Every_problem_of_the_configuration_is_listed_with_its_path()
    {
        await File.WriteAllTextAsync(Path.Combine(folder, "appsettings.json"), """
            { "Watcher": { "Wallets": [ { "Address": "0x12" } ], "Rules": [ { "Name": "r", "When": "healthFaktor < 1" } ], "Shedule": {} } }
            """);
        using var check = await WatcherProcess.Run(folder, "check");
        Assert.Equal(64, check.ExitCode);
        Assert.Contains("Watcher:Wallets[0]:Address", check.Error, StringComparison.Ordinal);
        Assert.Contains("Watcher:Rules[0]:When", check.Error, StringComparison.Ordinal);
        Assert.Contains("did you mean 'healthFactor'?", check.Error, StringComparison.Ordinal);
        Assert.Contains("did you mean 'Schedule'?", check.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_environment_overrides_the_files()
    {
        using var check = await WatcherProcess.Run(folder, new Dictionary<string, string> { ["Watcher__Schedule__Every"] = "soon" }, "check");
        Assert.Equal(64, check.ExitCode);
        Assert.Contains("Watcher:Schedule:Every", check.Error, StringComparison.Ordinal);
    }
}
