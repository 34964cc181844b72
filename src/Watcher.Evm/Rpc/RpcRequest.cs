using System.Collections.Immutable;

namespace Watcher.Evm.Rpc;

/// <summary>
/// A JSON-RPC call. A parameter is null, bool, text, a number (sent as a hex quantity), <see cref="Address"/>, <see cref="Hash32"/>,
/// bytes (sent as hex data), <see cref="EthCall"/>, a <see cref="System.Text.Json.Nodes.JsonNode"/>, or a list or dictionary of those.
/// </summary>
public sealed record RpcRequest(string Method, params ImmutableArray<object?> Parameters);

/// <summary>The transaction object of <c>eth_call</c>.</summary>
/// <param name="From">The sender, where it matters.</param>
/// <param name="To">The contract.</param>
/// <param name="Data">Selector and arguments.</param>
/// <param name="Gas">Gas to give; null leaves it to the node.</param>
public sealed record EthCall(Address? From, Address To, ReadOnlyMemory<byte> Data, ulong? Gas = null);
