namespace Watcher.Devnet;

/// <summary>Accounts of the local chain. The node lets anybody send from any address, so an account is only a name; nobody has its key.</summary>
public static class DevnetAccount
{
    /// <summary>The same name always gives the same address.</summary>
    public static Address Named(string name) => new(Keccak256.Hash($"watcher devnet account {name}").AsSpan(12));
}
