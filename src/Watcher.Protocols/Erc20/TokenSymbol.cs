using Watcher.Evm;

namespace Watcher.Protocols.Erc20;

/// <summary>What a token calls itself.</summary>
public static class TokenSymbol
{
    /// <summary>The token's symbol in whichever of the two forms it answers, cleaned; null where it has none that is readable.</summary>
    public static async Read<string?> Of(PinnedBlock block, Address token)
    {
        var (text, word) = await Read.All(block.TryFixed(token, new Symbol()), block.TryFixed(token, new SymbolWord()));
        var symbol = ChainText.Clean(text.Value ?? word.Value ?? "");
        return symbol.Length > 0 ? symbol : null;
    }
}
