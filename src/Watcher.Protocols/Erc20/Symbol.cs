using System.Text;
using Watcher.Evm;
using Watcher.Evm.Abi;

namespace Watcher.Protocols.Erc20;

/// <summary>A token's own name for itself: hostile text.</summary>
sealed record Symbol() : Call<string>("symbol()", "(string)")
{
    protected override string Decode(ref AbiReader reader) => reader.String();
}

/// <summary>The same from tokens older than the standard's <c>string</c> (MKR): text padded with zeros.</summary>
sealed record SymbolWord() : Call<string>("symbol()", "(bytes32)")
{
    protected override string Decode(ref AbiReader reader) => Encoding.UTF8.GetString(reader.FixedBytes(32).TrimEnd((byte)0));
}
