namespace Watcher.Evm;

/// <summary>What a client must know of its chain.</summary>
/// <param name="Chain">The chain's name, for people.</param>
/// <param name="ChainId">The id that every endpoint must answer to.</param>
public sealed record ChainClientOptions(string Chain, ulong ChainId)
{
    /// <summary>Where Multicall3 stands on most chains.</summary>
    public static readonly Address UsualMulticall3 = Address.Parse("0xcA11bde05977b3631167028862bE2a173976CA11");

    /// <summary>The Multicall3 contract; null on a chain without one.</summary>
    public Address? Multicall3 { get; init; } = UsualMulticall3;

    /// <summary>How old an endpoint's newest block may be; null does not check.</summary>
    public TimeSpan? MaxHeadAge { get; init; }

    /// <summary>How long an endpoint may take for one answer.</summary>
    public TimeSpan Timeout { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>How often each endpoint is asked before a request is given up.</summary>
    public int Tries { get; init; } = 3;

    /// <summary>How long after the first try of a request another one may begin.</summary>
    public TimeSpan Patience { get; init; } = TimeSpan.FromSeconds(20);

    /// <summary>The pause before an endpoint is asked again, doubled each time, with jitter.</summary>
    public TimeSpan RetryDelay { get; init; } = TimeSpan.FromMilliseconds(200);
}
