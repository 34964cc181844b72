namespace Watcher.Host.Cli;

/// <summary>What the process answers. The first three are <c>check</c>'s, <c>run --once</c>'s, <c>stress</c>'s, <c>drill</c>'s and <c>notify test</c>'s.</summary>
static class ExitCode
{
    public const int Ok = 0;
    /// <summary>A rule is breached, even if something else is unknown.</summary>
    public const int Breach = 1;
    /// <summary>No rule is breached as far as known, but something could not be read (or delivered).</summary>
    public const int Unknown = 2;
    /// <summary>Wrong usage or configuration.</summary>
    public const int Usage = 64;
    /// <summary>Our own bug.</summary>
    public const int Bug = 70;
}
