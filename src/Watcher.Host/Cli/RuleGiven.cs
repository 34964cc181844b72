using System.Text.Json.Nodes;
using Watcher.Host.Config;
using Watcher.Settings;

namespace Watcher.Host.Cli;

/// <summary>A rule that the command line gives: the name of a configured one, or a file with one.</summary>
static class RuleGiven
{
    const string First = "Watcher:Rules[0]";

    /// <summary>The configuration with this rule as the only one.</summary>
    /// <exception cref="ConfigurationException">Where it is the file's fault, the problems name the file.</exception>
    public static WatcherConfig Load(IReadOnlyList<string> files, string rule)
    {
        var config = ConfigLoader.Load(files, ChannelContexts.Silent);
        if (config.Rules.FirstOrDefault(r => r.Name.Equals(rule, StringComparison.OrdinalIgnoreCase)) is { } named) return config with { Rules = [named] };
        if (!File.Exists(rule))
            throw new UsageException($"--rule: '{rule}' is neither a configured rule nor a file{Suggestion.For(rule, config.Rules.Select(r => r.Name))}");
        try
        {
            var only = JsonTree.Read(rule);
            return ConfigLoader.Load(files, ChannelContexts.Silent, tree => Put(tree, only));
        }
        catch (ConfigurationException problem)
        {
            throw new ConfigurationException([.. problem.Problems.Select(p => p with { Path = p.Path.Replace(First, rule, StringComparison.Ordinal) })]);
        }
    }

    static void Put(JsonObject tree, JsonObject rule)
    {
        var merged = JsonTree.Merge(tree, new() { ["Rules"] = new JsonArray(rule.DeepClone()) });
        tree.Clear();
        foreach (var (key, value) in merged) tree[key] = value?.DeepClone();
    }
}
