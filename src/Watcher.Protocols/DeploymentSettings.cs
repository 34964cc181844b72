using Watcher.Settings;

namespace Watcher.Protocols;

/// <summary>What a deployment is made from.</summary>
/// <param name="Chain">The configured name of its chain.</param>
/// <param name="Node">Its own settings; whoever creates it reads all of them and calls <see cref="SettingsNode.Done"/>.</param>
/// <param name="Assets">The configured assets of all chains, natives and wrapped natives included.</param>
public sealed record DeploymentSettings(string Chain, SettingsNode Node, AssetBook Assets);
