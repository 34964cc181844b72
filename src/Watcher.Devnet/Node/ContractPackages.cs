using System.Security.Cryptography;

namespace Watcher.Devnet.Node;

/// <summary>
/// The npm packages with the contracts, the node and the compiler. They are installed by <c>npm ci</c> when first needed: beside the sources in a
/// checkout (with the protocols' SDKs, which tests use as oracles), else in the user's cache.
/// </summary>
sealed class ContractPackages
{
    static readonly string[] Manifest = ["package.json", "package-lock.json", ".npmrc"];
    readonly string root;

    ContractPackages(string root, string sources)
    {
        this.root = root;
        Sources = sources;
    }

    /// <summary>Where the manifest, the compiler's script and our own contracts lie.</summary>
    public string Sources { get; }

    /// <summary>Says which contracts exactly these are: changes with any version in the lock file.</summary>
    public string Fingerprint => Convert.ToHexStringLower(SHA256.HashData(File.ReadAllBytes(Path.Combine(root, "package-lock.json"))))[..16];

    /// <summary>A file of a package, with <c>/</c> between folders.</summary>
    public string Locate(string path) => Path.Combine([root, "node_modules", .. path.Split('/')]);

    /// <exception cref="DevnetException">npm is missing or failed.</exception>
    public static async Task<ContractPackages> Install(CancellationToken cancel)
    {
        var checkout = Checkout();
        var sources = checkout ?? Path.Combine(AppContext.BaseDirectory, "devnet");
        var packages = checkout is not null && IsWritable(checkout) ? new ContractPackages(checkout, sources) : InCache(sources);
        if (packages.Installed) return packages;
        using (await ProcessLock.Take($"npm-{packages.LockName}", cancel))
        {
            if (!packages.Installed) await Npm.Install(packages.root, withOracles: packages.root == checkout, cancel);
        }
        return packages;
    }

    bool Installed
    {
        get
        {
            var done = Path.Combine(root, "node_modules", ".package-lock.json");
            return File.Exists(done) && File.GetLastWriteTimeUtc(done) >= File.GetLastWriteTimeUtc(Path.Combine(root, "package-lock.json"));
        }
    }

    string LockName => Convert.ToHexStringLower(SHA256.HashData(System.Text.Encoding.UTF8.GetBytes(root)))[..16];

    static ContractPackages InCache(string sources)
    {
        var version = Convert.ToHexStringLower(SHA256.HashData(File.ReadAllBytes(Path.Combine(sources, "package-lock.json"))))[..16];
        var root = CacheFolder.Folder("packages", version);
        foreach (var name in Manifest.Where(name => !File.Exists(Path.Combine(root, name))))
            CacheFolder.Write(Path.Combine(root, name), File.ReadAllBytes(Path.Combine(sources, name)));
        return new(root, sources);
    }

    static string? Checkout()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
            if (File.Exists(Path.Combine(folder.FullName, "Watcher.sln"))) return Path.Combine(folder.FullName, "src", "Watcher.Devnet");
        return null;
    }

    static bool IsWritable(string folder)
    {
        try
        {
            using var probe = new FileStream(Path.Combine(folder, $".probe-{Environment.ProcessId}"), FileMode.Create, FileAccess.Write, FileShare.ReadWrite, 1, FileOptions.DeleteOnClose);
            return true;
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }
}
