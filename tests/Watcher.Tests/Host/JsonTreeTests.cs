using System.Text.Json.Nodes;
using Watcher.Host.Config;
using Xunit;

namespace Watcher.Tests.Host;

public sealed class JsonTreeTests : IDisposable
{
    readonly string file = Path.GetTempFileName();

    public void Dispose() => File.Delete(file);

    [Fact]
    public void Objects_merge_and_arrays_replace() =>
        AssertJson("""{ "a": { "x": 1, "y": [9], "z": 3 }, "b": 2 }""",
            JsonTree.Merge(Parse("""{ "a": { "x": 1, "y": [1, 2, 3] }, "b": 2 }"""), Parse("""{ "a": { "y": [9], "z": 3 } }""")));

    [Fact]
    public void Keys_ignore_case_and_keep_the_lower_layers_spelling() =>
        AssertJson("""{ "Rpc": ["mine"] }""", JsonTree.Merge(Parse("""{ "Rpc": ["shipped"] }"""), Parse("""{ "rpc": ["mine"] }""")));

    [Fact]
    public void The_layers_themselves_stay_as_they_are()
    {
        var under = Parse("""{ "a": { "x": 1 } }""");
        JsonTree.Merge(under, Parse("""{ "a": { "x": 2 } }"""));
        AssertJson("""{ "a": { "x": 1 } }""", under);
    }

    [Fact]
    public void A_number_in_a_variables_path_is_an_index_where_a_list_stands() =>
        AssertJson("""{ "Wallets": [ { "Address": "0x2", "Label": "l" } ] }""",
            JsonTree.Set(Parse("""{ "Wallets": [ { "Address": "0x1", "Label": "l" } ] }"""), ["wallets", "0", "address"], "0x2"));

    [Fact]
    public void A_variable_makes_the_list_it_needs()
    {
        var tree = JsonTree.Set(null, ["Rpc", "0"], "http://one");
        AssertJson("""{ "Rpc": ["http://one", "http://two"] }""", JsonTree.Set(tree, ["Rpc", "1"], "http://two"));
    }

    [Fact]
    public void A_number_is_a_name_where_an_object_stands() =>
        AssertJson("""{ "Channels": { "a": 1, "7": "x" } }""", JsonTree.Set(Parse("""{ "Channels": { "a": 1 } }"""), ["Channels", "7"], "x"));

    [Fact]
    public void Comments_and_trailing_commas_are_welcome()
    {
        File.WriteAllText(file, "{ // why\n \"a\": [1, 2,], }");
        AssertJson("""{ "a": [1, 2] }""", JsonTree.Read(file));
    }

    [Fact]
    public void A_syntax_error_names_file_and_line()
    {
        File.WriteAllText(file, "{\n  \"a\": 1\n  \"b\": 2\n}");
        var problem = Assert.Single(Assert.Throws<ConfigurationException>(() => JsonTree.Read(file)).Problems);
        Assert.Equal(file, problem.Path);
        Assert.StartsWith("line 3,", problem.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_key_twice_in_one_object_is_refused()
    {
        File.WriteAllText(file, "{ \"a\": 1, \"a\": 2 }");
        Assert.Throws<ConfigurationException>(() => JsonTree.Read(file));
    }

    static JsonObject Parse(string json) => (JsonObject)JsonNode.Parse(json)!;

    static void AssertJson(string expected, JsonNode actual) => Assert.True(JsonNode.DeepEquals(JsonNode.Parse(expected), Normal(actual)), actual.ToJsonString());

    static JsonNode Normal(JsonNode node) => JsonNode.Parse(node.ToJsonString())!;
}
