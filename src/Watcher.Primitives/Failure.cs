namespace Watcher.Primitives;

/// <summary>Why something could not be read. A closed set that travels unchanged from the node to the person who must act.</summary>
public enum FailureReason
{
    /// <summary>No answer within the time allowed.</summary>
    Timeout,
    /// <summary>The endpoint could not be reached: refused, DNS, TLS, broken connection.</summary>
    Unreachable,
    /// <summary>HTTP 429 or the JSON-RPC equivalent.</summary>
    RateLimited,
    /// <summary>HTTP 401/403: the endpoint wants a key or forbids the method.</summary>
    Forbidden,
    /// <summary>HTTP 5xx, or a JSON-RPC error that is the node's own trouble.</summary>
    NodeError,
    /// <summary>The answer broke the protocol: not JSON, wrong id, missing result, undecodable data.</summary>
    BadAnswer,
    /// <summary>The answer exceeds the size we accept.</summary>
    TooLarge,
    /// <summary>The endpoint serves another chain than the configured one.</summary>
    WrongChain,
    /// <summary>The endpoint's head is older than <c>MaxHeadAge</c> or behind its peers.</summary>
    Lagging,
    /// <summary>The pinned block is not (or no longer) known: reorganised away, or pruned.</summary>
    BlockGone,
    /// <summary>The contract reverted.</summary>
    Reverted,
    /// <summary>There is no contract at the address.</summary>
    NoCode,
    /// <summary>The contract's return data does not fit the ABI: too short, too long, dirty bits.</summary>
    Undecodable,
    /// <summary>The call needs more gas than the node gives.</summary>
    OutOfGas,
    /// <summary>The contract answered something our protocol code does not support (an unknown version, an impossible state).</summary>
    Unsupported,
    /// <summary>Two of our own or the contract's answers contradict each other.</summary>
    Disagreement,
}

/// <summary>A failed read: the reason for programs, and one sentence for people that names the place (never a URL's path or key).</summary>
public sealed record Failure(FailureReason Reason, string Why)
{
    /// <summary>The reason as the report prints it: <c>rate limited</c>, <c>no code</c>, ...</summary>
    public string ReasonText => string.Concat(Reason.ToString().Select((c, i) => i > 0 && char.IsUpper(c) ? $" {char.ToLowerInvariant(c)}" : $"{char.ToLowerInvariant(c)}"));

    /// <summary>True where the chain itself answered so, for every endpoint alike; false where asking again may help.</summary>
    public bool IsFact => Reason is FailureReason.Reverted or FailureReason.NoCode or FailureReason.Undecodable or FailureReason.Unsupported;
}
