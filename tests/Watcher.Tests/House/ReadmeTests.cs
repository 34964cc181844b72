using System.Text.RegularExpressions;
using Xunit;

namespace Watcher.Tests.House;

/// <summary>The README speaks of what there is.</summary>
public sealed partial class ReadmeTests
{
    static readonly string Readme = File.ReadAllText(Checkout.PathOf("README.md"));

    [Fact]
    public void Every_configuration_key_is_in_the_reference()
    {
        var keys = Checkout.Sources("src").SelectMany(file => Key().Matches(File.ReadAllText(file))).Select(match => match.Groups[1].Value).Distinct().ToList();
        Assert.Contains("PoolAddressesProvider", keys);
        Assert.All(keys, key => Assert.Matches($@"\b{key}\b", Readme));
    }

    [Fact]
    public void Every_link_to_a_file_leads_somewhere()
    {
        var targets = Link().Matches(Readme).Select(match => match.Groups[1].Value).Where(target => !target.StartsWith("http", StringComparison.Ordinal)).ToList();
        Assert.NotEmpty(targets);
        Assert.All(targets, target => Assert.True(Path.Exists(Checkout.PathOf(target)), target));
    }

    [GeneratedRegex("""\.(?:Text|RequiredText|Address|RequiredAddress|Duration|Number|Integer|Flag|Url|OneOf|Texts|Addresses|Object|Objects)\("(\w+)"[,)]""")]
    private static partial Regex Key();

    [GeneratedRegex(@"\]\(([^)#]+)\)")]
    private static partial Regex Link();
}
