using Watcher.Devnet.Node;

namespace Watcher.Devnet.AaveV3;

/// <summary>Where the package of Aave V3.0.2 keeps its compiled contracts.</summary>
static class AaveV3Artifacts
{
    /// <summary>The libraries in an order in which each finds those that it links.</summary>
    public static readonly string[] Libraries =
        ["SupplyLogic", "BorrowLogic", "LiquidationLogic", "EModeLogic", "BridgeLogic", "FlashLoanLogic", "PoolLogic", "ConfiguratorLogic"];

    public static Artifact Library(Contracts contracts, string name) => Protocol(contracts, "libraries/logic", name);

    /// <summary>A contract of <c>protocol/FOLDER</c>.</summary>
    public static Artifact Protocol(Contracts contracts, string folder, string name) =>
        contracts.Packaged($"@aave/core-v3/artifacts/contracts/protocol/{folder}/{name}.sol/{name}.json");

    /// <summary>A contract of <c>misc</c>.</summary>
    public static Artifact Misc(Contracts contracts, string name) =>
        contracts.Packaged($"@aave/core-v3/artifacts/contracts/misc/{name}.sol/{name}.json");
}
