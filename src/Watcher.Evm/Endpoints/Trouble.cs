using Watcher.Evm.Rpc;

namespace Watcher.Evm;

/// <summary>What a failed answer calls for.</summary>
static class Trouble
{
    const int InvalidRequest = -32600;
    const int InvalidParams = -32602;

    /// <summary>Asking the same node again may help.</summary>
    public static bool MayPass(RpcAnswer answer) => !IsRefusal(answer) && answer.Failure!.Reason
        is FailureReason.Timeout or FailureReason.Unreachable or FailureReason.RateLimited or FailureReason.NodeError or FailureReason.BadAnswer;

    /// <summary>Another node may do better; asking this one again is idle.</summary>
    public static bool CallsForAnother(RpcAnswer answer) => answer.Failure!.Reason
        is FailureReason.Forbidden or FailureReason.WrongChain or FailureReason.Lagging or FailureReason.BlockGone or FailureReason.TooLarge;

    /// <summary>The node did not take the form of the request.</summary>
    public static bool IsRefusal(RpcAnswer answer) => answer is { ErrorCode: InvalidRequest or InvalidParams, Failure.Reason: FailureReason.NodeError };

    /// <summary>The request asked for more than the node gives in one piece.</summary>
    public static bool IsTooMuch(Failure failure) => failure.Reason is FailureReason.OutOfGas or FailureReason.TooLarge;

    /// <summary>The failure says something about the node rather than about what was asked.</summary>
    public static bool IsOfTheNode(RpcAnswer answer) => MayPass(answer) || answer.Failure!.Reason
        is FailureReason.Forbidden or FailureReason.WrongChain or FailureReason.Lagging;
}
