using Watcher.Settings;

namespace Watcher.Host.Config;

/// <summary>The configuration cannot be used as it is; every problem with its path, so that one run shows them all. Ends the program with exit code 64.</summary>
sealed class ConfigurationException(IReadOnlyCollection<SettingsProblem> problems)
    : Exception(string.Join(Environment.NewLine, problems))
{
    public ConfigurationException(string path, string message) : this([new SettingsProblem(path, message)]) { }

    public IReadOnlyCollection<SettingsProblem> Problems => problems;
}
