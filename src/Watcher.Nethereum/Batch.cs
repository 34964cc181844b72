using System.Collections.Immutable;
using Nethereum.JsonRpc.Client;
using Nethereum.JsonRpc.Client.RpcMessages;
using RpcError = Nethereum.JsonRpc.Client.RpcError;

namespace Watcher.Nethereum;

/// <summary>A batch that keeps the answers as they came: Nethereum's own leaves a request without an answer looking like one without a result.</summary>
sealed class Batch : RpcRequestResponseBatch
{
    public Batch(ImmutableArray<RpcRequestMessage> messages) => BatchItems.AddRange(messages.Select(message => new Item(message)));

    public IEnumerable<RpcResponseMessage>? Responses { get; private set; }

    public override void UpdateBatchItemResponses(IEnumerable<RpcResponseMessage> responses) => Responses = responses;

    sealed record Item(RpcRequestMessage RpcRequestMessage) : IRpcRequestResponseBatchItem
    {
        public bool HasError => false;

        public object? RawResponse => null;

        public RpcError? RpcError => null;

        public void DecodeResponse(RpcResponseMessage rpcResponse)
        {
        }
    }
}
