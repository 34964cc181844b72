namespace Watcher.Alerts;

/// <summary>What to do about each reason for which something cannot be read.</summary>
static class Remedy
{
    internal static string For(FailureReason reason) => reason switch
    {
        FailureReason.Timeout or FailureReason.Unreachable or FailureReason.NodeError or FailureReason.BadAnswer =>
            "check that the node runs and answers from here, or add another endpoint to the chain's Rpc",
        FailureReason.RateLimited or FailureReason.Forbidden =>
            "check the endpoint's plan and key, read less often (Every), or add another endpoint to the chain's Rpc",
        FailureReason.WrongChain => "the endpoint serves another chain: correct the chain's Rpc or ChainId",
        FailureReason.Lagging => "the node lags or the chain has halted: look at a block explorer, and add another endpoint to the chain's Rpc",
        FailureReason.BlockGone or FailureReason.OutOfGas or FailureReason.TooLarge =>
            "the node keeps or gives too little: add another endpoint to the chain's Rpc",
        FailureReason.Disagreement => "two answers contradict each other: look at the position by other means, and report this",
        _ => "every node answers so: check the configured addresses against the protocol's own, and look at the position by other means",
    };
}
