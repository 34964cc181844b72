namespace Watcher.Devnet.Node;

/// <summary>Multicall3 at the address that it has on nearly every chain.</summary>
static class Multicall3
{
    public static readonly Address Address = Address.Parse("0xcA11bde05977b3631167028862bE2a173976CA11");

    /// <summary>Its creation code; once mined, <see cref="Move"/> puts the contract in its place.</summary>
    public static Address Deploy(BlockDraft block, Contracts contracts) => block.Deploy(contracts.ViemConstant("multicall3Bytecode"), "Multicall3");

    public static async Task Move(LocalChain chain, Address deployed)
    {
        var code = await chain.Rpc.Send("eth_getCode", deployed.ToString(), "latest");
        await chain.Rpc.Send("anvil_setCode", Address.ToString(), code!.DeepClone());
    }
}
