using System.Collections;
using System.Globalization;
using System.Text.Json.Nodes;
using Watcher.Settings;

namespace Watcher.Host.Config;

/// <summary>
/// Where the configuration comes from, later over earlier: the files, environment variables (<c>Watcher__Channels__ops__Url</c>), and a
/// directory with one secret a file (<c>Watcher__Channels__ops__Secret</c>), as containers mount them.
/// </summary>
sealed record ConfigSources(IReadOnlyList<string> Files, IReadOnlyDictionary<string, string> Environment, string? SecretsDirectory)
{
    public const string DefaultFile = "appsettings.json";

    /// <summary>Names the directory of secrets; <see cref="DefaultSecrets"/> where it is not set.</summary>
    public const string SecretsVariable = "WATCHER_SECRETS";
    const string DefaultSecrets = "/run/secrets";
    const string Section = "Watcher";

    /// <summary>This process' sources. Without <paramref name="files"/> the default file, where there is one.</summary>
    public static ConfigSources OfProcess(IReadOnlyList<string> files)
    {
        var environment = System.Environment.GetEnvironmentVariables().Cast<DictionaryEntry>().ToDictionary(e => (string)e.Key, e => (string?)e.Value ?? "");
        IReadOnlyList<string> named = files.Count > 0 ? files : File.Exists(DefaultFile) ? [DefaultFile] : [];
        var secrets = environment.GetValueOrDefault(SecretsVariable) is { Length: > 0 } directory ? directory
            : Directory.Exists(DefaultSecrets) ? DefaultSecrets : null;
        return new(named, environment, secrets);
    }

    /// <summary>The section <c>Watcher</c> of all of them as one tree.</summary>
    /// <exception cref="ConfigurationException">A source cannot be read.</exception>
    public JsonObject Read()
    {
        var tree = Files.Select(FileSection).Aggregate(new JsonObject(), JsonTree.Merge);
        foreach (var (path, value) in Ordered(Environment)) tree = (JsonObject)JsonTree.Set(tree, path, value);
        foreach (var (path, value) in Ordered(Secrets())) tree = (JsonObject)JsonTree.Set(tree, path, value);
        return tree;
    }

    static JsonObject FileSection(string file)
    {
        var root = JsonTree.Read(file);
        string[] others = ["$schema", "Logging", "AllowedHosts"];
        var unknown = root.Select(pair => pair.Key).Where(k => !IsSection(k) && !others.Contains(k)).ToList();
        if (unknown.Count > 0)
            throw new ConfigurationException([.. unknown.Select(k => new SettingsProblem($"{file}: {k}", $"is not a known section; settings go into \"{Section}\": {{ ... }}"))]);
        return JsonTree.Find(root, Section) switch
        {
            JsonObject section => section,
            null => [],
            _ => throw new ConfigurationException($"{file}: {Section}", "must be an object { ... }"),
        };
    }

    Dictionary<string, string> Secrets()
    {
        if (SecretsDirectory is null) return [];
        try
        {
            return Directory.EnumerateFiles(SecretsDirectory).Where(f => PathOf(Path.GetFileName(f)) is not null)
                .ToDictionary(f => Path.GetFileName(f), f => File.ReadAllText(f).TrimEnd('\r', '\n'));
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            throw new ConfigurationException(SecretsVariable, $"secrets cannot be read: {problem.Message}");
        }
    }

    /// <summary>Values by path, list items in the order of their index.</summary>
    static IEnumerable<(string[] Path, string Value)> Ordered(IEnumerable<KeyValuePair<string, string>> variables) =>
        variables.Select(v => (Path: PathOf(v.Key), v.Value)).Where(v => v.Path is not null)
            .OrderBy(v => string.Join('\0', v.Path!.Select(Sortable)), StringComparer.Ordinal).Select(v => (v.Path!, v.Value));

    static string Sortable(string segment) =>
        int.TryParse(segment, NumberStyles.None, CultureInfo.InvariantCulture, out var index) ? index.ToString("D10", CultureInfo.InvariantCulture) : segment;

    static string[]? PathOf(string variable)
    {
        var segments = variable.Split("__");
        return segments.Length > 1 && IsSection(segments[0]) && !segments.Contains("") ? segments[1..] : null;
    }

    static bool IsSection(string name) => name.Equals(Section, StringComparison.OrdinalIgnoreCase);
}
