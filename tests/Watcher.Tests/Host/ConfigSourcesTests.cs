using System.Text.Json.Nodes;
using Watcher.Host.Config;
using Xunit;

namespace Watcher.Tests.Host;

public sealed class ConfigSourcesTests : IDisposable
{
    readonly string directory = Directory.CreateTempSubdirectory("watcher-config-").FullName;

    public void Dispose() => Directory.Delete(directory, recursive: true);

    [Fact]
    public void A_later_file_wins()
    {
        var tree = Read([Write("one.json", """{ "Watcher": { "Schedule": { "Every": "30s" }, "Api": { "Listen": "" } } }"""),
            Write("two.json", """{ "Watcher": { "Schedule": { "Every": "5s" } } }""")]);
        Assert.Equal("""{"Schedule":{"Every":"5s"},"Api":{"Listen":""}}""", tree.ToJsonString());
    }

    [Fact]
    public void Environment_wins_over_files_and_secrets_over_both()
    {
        var file = Write("one.json", """{ "Watcher": { "Channels": { "ops": { "Type": "webhook", "Url": "http://file", "Secret": "file" } } } }""");
        Write("Watcher__Channels__ops__Secret", "from-a-file\n");
        Write("unrelated", "x");
        var tree = Read([file], new() { ["Watcher__Channels__ops__Url"] = "http://environment", ["WATCHER__CHANNELS__OPS__SECRET"] = "environment" }, directory);
        Assert.Equal("""{"Channels":{"ops":{"Type":"webhook","Url":"http://environment","Secret":"from-a-file"}}}""", tree.ToJsonString());
    }

    [Fact]
    public void List_items_from_the_environment_come_in_the_order_of_their_index()
    {
        var variables = Enumerable.Range(0, 12).Reverse().ToDictionary(i => $"Watcher__Wallets__{i}__Label", i => $"w{i}");
        var labels = ((JsonArray)Read([], variables)["Wallets"]!).Select(w => (string)w!["Label"]!);
        Assert.Equal(Enumerable.Range(0, 12).Select(i => $"w{i}"), labels);
    }

    [Fact]
    public void A_misspelt_section_is_refused() =>
        Assert.Throws<ConfigurationException>(() => Read([Write("one.json", """{ "Wacther": {} }""")]));

    [Fact]
    public void A_file_that_is_not_there_is_a_problem_of_the_configuration() =>
        Assert.Throws<ConfigurationException>(() => Read([Path.Combine(directory, "absent.json")]));

    string Write(string name, string text)
    {
        var path = Path.Combine(directory, name);
        File.WriteAllText(path, text);
        return path;
    }

    static JsonObject Read(string[] files, Dictionary<string, string>? environment = null, string? secrets = null) =>
        new ConfigSources(files, environment ?? [], secrets).Read();
}
