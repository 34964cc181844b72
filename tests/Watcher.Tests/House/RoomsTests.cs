using System.Text.RegularExpressions;
using System.Xml.Linq;
using Xunit;

namespace Watcher.Tests.House;

/// <summary>What project references cannot guard, and that they are as ARCHITECTURE has them.</summary>
public sealed partial class RoomsTests
{
    static readonly Dictionary<string, string[]> Allowed = new()
    {
        ["Watcher.Primitives"] = [],
        ["Watcher"] = ["Watcher.Primitives"],
        ["Watcher.Evm"] = ["Watcher.Primitives"],
        ["Watcher.Protocols"] = ["Watcher", "Watcher.Evm"],
        ["Watcher.Channels"] = ["Watcher"],
        ["Watcher.Store"] = ["Watcher"],
        ["Watcher.Devnet"] = ["Watcher.Evm"],
        ["Watcher.Nethereum"] = ["Watcher.Evm"],
        ["Watcher.Host"] = ["Watcher.Protocols", "Watcher.Channels", "Watcher.Store", "Watcher.Devnet", "Watcher.Nethereum"],
    };

    /// <summary>The web page: no project of .NET.</summary>
    const string Page = "Watcher.Dashboard";

    /// <summary>Types that are used as they are and are the base of others too.</summary>
    static readonly string[] UsedAndDerivedFrom = [" record Leg(", " class Read<T> : Read"];

    [Fact]
    public void Rooms_refer_only_to_the_rooms_below_them()
    {
        foreach (var project in Directory.EnumerateDirectories(Checkout.PathOf("src")).Select(Path.GetFileName).Where(room => room != Page))
        {
            Assert.True(Allowed.ContainsKey(project!), $"src/{project} is a room without a place in the dependency rule");
            var references = XDocument.Load(Checkout.PathOf("src", project!, $"{project}.csproj")).Descendants("ProjectReference")
                .Select(reference => Path.GetFileNameWithoutExtension((string)reference.Attribute("Include")!));
            Assert.Empty(references.Except(Allowed[project!]));
        }
    }

    [Fact]
    public void Sql_is_written_in_the_store_only()
    {
        var offenders = Checkout.Sources("src").Where(file => !Checkout.Relative(file).StartsWith("src/Watcher.Store/", StringComparison.Ordinal))
            .Where(file => Sql().IsMatch(File.ReadAllText(file))).Select(Checkout.Relative);
        Assert.Empty(offenders);
    }

    [Fact]
    public void A_protocol_is_named_in_its_own_folder_and_on_its_registration_line_only()
    {
        var names = Directory.EnumerateDirectories(Checkout.PathOf("src", "Watcher.Protocols"))
            .Concat(Directory.EnumerateDirectories(Checkout.PathOf("src", "Watcher.Protocols", "Prices")))
            .Select(folder => Path.GetFileName(folder)!).Where(name => name is not ("bin" or "obj" or "Prices" or "Wallet" or "Erc20"))
            .Select(name => Version().Replace(name, "")).Distinct().ToList();
        Assert.NotEmpty(names);
        var elsewhere = Checkout.Sources("src").Select(Checkout.Relative)
            .Where(file => !file.StartsWith("src/Watcher.Devnet/", StringComparison.Ordinal) && file != "src/Watcher.Protocols/Protocols.cs");
        var offenders = from file in elsewhere
                        from name in names
                        where !file.Contains(name, StringComparison.Ordinal)
                        where File.ReadAllText(Checkout.PathOf(file)).Contains(name, StringComparison.OrdinalIgnoreCase)
                        select $"{file} names {name}";
        Assert.Empty(offenders);
    }

    [Fact]
    public void Every_class_is_sealed_static_or_abstract()
    {
        var offenders = from file in Checkout.Sources("src")
                        from line in File.ReadLines(file)
                        where UnsealedClass().IsMatch(line) && !UsedAndDerivedFrom.Any(type => line.Contains(type, StringComparison.Ordinal))
                        select $"{Checkout.Relative(file)}: {line.Trim()}";
        Assert.Empty(offenders);
    }

    [GeneratedRegex("""(?<![A-Za-z])(SELECT\s+[\w*].*\sFROM\s|INSERT\s+(OR\s+\w+\s+)?INTO\s|UPDATE\s+\w+\s+SET\s|DELETE\s+FROM\s|CREATE\s+(TABLE|VIEW|INDEX)\s|PRAGMA\s+\w+)""")]
    private static partial Regex Sql();

    [GeneratedRegex("V[0-9]+$")]
    private static partial Regex Version();

    [GeneratedRegex(@"^\s*((public|internal|private|file|partial)\s+)*(class|record(\s+class)?)\s+\w")]
    private static partial Regex UnsealedClass();
}
