using Watcher.Evm.Rpc;

namespace Watcher.Evm;

/// <summary>A question as a JSON-RPC request of its own.</summary>
static class SoloCall
{
    public static RpcRequest Request(QuestionKey key, object at) => key.Kind == QuestionKind.NativeBalance
        ? new("eth_getBalance", key.To, at)
        : new("eth_call", new EthCall(key.From, key.To, key.Data.ToArray()), at);

    public static Failure? Judge(QuestionKey key, RpcAnswer answer)
    {
        try
        {
            Data(key, answer);
            return null;
        }
        catch (FormatException e)
        {
            return new(FailureReason.BadAnswer, e.Message);
        }
    }

    public static Reply Reply(QuestionKey key, RpcAnswer answer) =>
        answer.Failure is { } failure ? Evm.Reply.Failed(failure) : new(Data(key, answer));

    /// <summary>What Multicall3 would have returned: a balance comes as a quantity and becomes a word.</summary>
    static byte[] Data(QuestionKey key, RpcAnswer answer)
    {
        if (key.Kind != QuestionKind.NativeBalance) return answer.Data();
        var digits = answer.Text() is { Length: > 2 and <= 66 } text && text.StartsWith("0x", StringComparison.Ordinal) ? text[2..] : "";
        return Hex.TryDecode("0x" + digits.PadLeft(64, '0'), out var word) && digits.Length > 0 ? word : throw new FormatException("a balance is not a hex number");
    }
}
