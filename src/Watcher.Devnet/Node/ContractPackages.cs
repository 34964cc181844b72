using System.Security.Cryptography;
using System.Text;

namespace Watcher.Devnet.Node;

/// <summary>
/// The npm packages with the contracts, the node and the compiler. They are installed by <c>npm ci</c> when first needed: beside the sources in a
/// checkout (with the protocols' SDKs, which tests use as oracles), else in the user's cache.
/// </summary>
sealed class ContractPackages
{
    const string Lock = "package-lock.json";
    static readonly string[] Manifest = ["package.json", Lock, ".npmrc"];

    ContractPackages(string root, string sources) => (Root, Sources) = (root, sources);

    /// <summary>Where <c>node_modules</c> is.</summary>
    public string Root { get; }

    /// <summary>Where the manifest, the compiler's script and our own contracts lie.</summary>
    public string Sources { get; }

    /// <summary>Changes with any version in the lock file.</summary>
    public string Fingerprint => Digest(File.ReadAllBytes(Path.Combine(Sources, Lock)));

    /// <summary>A file of a package, with <c>/</c> between folders.</summary>
    public string Locate(string path) => Path.Combine([Root, "node_modules", .. path.Split('/')]);

    /// <exception cref="DevnetException">npm is missing or failed.</exception>
    public static async Task<ContractPackages> Install(CancellationToken cancel)
    {
        var packages = Find();
        if (packages.Installed) return packages;
        using (await ProcessLock.Take($"npm-{Digest(Encoding.UTF8.GetBytes(packages.Root))}", cancel))
        {
            if (packages.Installed) return packages;
            var besideSources = packages.Root == packages.Sources;
            if (!besideSources) packages.CopyManifest();
            await Npm.Install(packages.Root, withOracles: besideSources, cancel);
        }
        return packages;
    }

    bool Installed
    {
        get
        {
            var done = Locate(".package-lock.json");
            return File.Exists(done) && File.GetLastWriteTimeUtc(done) >= File.GetLastWriteTimeUtc(Path.Combine(Root, Lock));
        }
    }

    static ContractPackages Find()
    {
        if (Checkout() is { } checkout && IsWritable(checkout)) return new(checkout, checkout);
        var sources = Path.Combine(AppContext.BaseDirectory, "devnet");
        if (!File.Exists(Path.Combine(sources, Lock))) throw new DevnetException($"{sources} is missing: it belongs beside the program");
        return new(CacheFolder.Folder("packages", Digest(File.ReadAllBytes(Path.Combine(sources, Lock)))), sources);
    }

    void CopyManifest()
    {
        foreach (var name in Manifest) CacheFolder.Write(Path.Combine(Root, name), File.ReadAllBytes(Path.Combine(Sources, name)));
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
            var probe = Path.Combine(folder, $".probe-{Environment.ProcessId}");
            using var file = new FileStream(probe, FileMode.Create, FileAccess.Write, FileShare.ReadWrite, 1, FileOptions.DeleteOnClose);
            return true;
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }

    static string Digest(byte[] bytes) => Convert.ToHexStringLower(SHA256.HashData(bytes))[..16];
}
