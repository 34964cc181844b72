using System.Text.Json.Nodes;
using Watcher.Devnet;

namespace Watcher.EndToEnd.Host;

/// <summary>A test of the program on the shared local chain, with a folder, and so a database, of its own.</summary>
[Collection(HostCollection.Name)]
public abstract class HostTest(DevnetFixture fixture) : DevnetTest(fixture)
{
    protected string Folder { get; } = Directory.CreateTempSubdirectory("watcher-e2e-").FullName;

    public override async Task InitializeAsync()
    {
        await base.InitializeAsync();
        Configure(_ => { });
    }

    public override async Task DisposeAsync()
    {
        await base.DisposeAsync();
        Directory.Delete(Folder, recursive: true);
    }

    /// <summary>Writes <c>appsettings.json</c>: the chain's own, with the borrower as the only wallet, no API, and what the test changes.</summary>
    protected void Configure(Action<JsonObject> change)
    {
        var settings = Node.Configuration();
        var watcher = settings["Watcher"]!.AsObject();
        watcher["Wallets"] = new JsonArray(Wallet(DevnetWallet.Borrower));
        watcher["Api"] = new JsonObject { ["Listen"] = "" };
        change(watcher);
        File.WriteAllText(Path.Combine(Folder, "appsettings.json"), settings.ToJsonString());
    }

    protected static JsonObject Wallet(DevnetWallet wallet) => new() { ["Label"] = wallet.Name, ["Address"] = wallet.Address.ToString() };

    internal Task<WatcherProcess> Watcher(params string[] arguments) => WatcherProcess.Run(Folder, arguments);
}
