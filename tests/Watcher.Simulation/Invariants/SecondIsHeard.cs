using Watcher.Alerts;
using Watcher.Rules;

namespace Watcher.Simulation;

/// <summary>
/// Where there is a second endpoint, no critical alert wakes anybody before it was asked; the alert says what came of that; and while one
/// fires in dispute, the alert on that fires too.
/// </summary>
sealed class SecondIsHeard(Books books)
{
    HashSet<AlertKey> before = [];
    HashSet<string?> disputedBefore = [];
    readonly Dictionary<string, Hash32> last = [];

    /// <summary>A cycle is about to move alerts.</summary>
    public void Begin()
    {
        before = [.. books.States.Where(s => s.Phase == AlertPhase.Firing).Select(s => s.Key)];
        disputedBefore = [.. Disputed];
    }

    public void Check(Served served)
    {
        if (served.Block is not { } block) return;
        foreach (var wallet in served.Wallets) Check(served, wallet, new(PlannedRule.Critical, Settings.LoanId(served.Chain.Name, wallet)));
        var chain = served.Chain.Name;
        var told = books.PhaseOf(new(BuiltInRules.EndpointsDisagree.Name, chain)) == AlertPhase.Firing;
        if (Disputed.Contains(chain) && !told) throw new Violation("a disagreement is told", $"on {chain} an alert fires in dispute, and that is not told");
        var again = last.TryGetValue(chain, out var known) && known == block.Ref.Hash;
        last[chain] = block.Ref.Hash;
        if (told && !again && !Disputed.Contains(chain) && !MayEndInDispute(served)) throw new Violation("a disagreement is told", $"on {chain} all agree, and it is told that they do not");
    }

    IEnumerable<string?> Disputed =>
        books.States.Where(s => s is { IsEvent: false, Phase: AlertPhase.Firing, Confirmation.IsDisputed: true }).Select(s => s.Subject.Chain);

    /// <summary>An alert whose dispute nobody has settled may end in this very cycle: then it is told once more.</summary>
    bool MayEndInDispute(Served served) => served.Second switch
    {
        null or { Lie: 1 } => false,
        { Lie: null } => disputedBefore.Contains(served.Chain.Name),
        _ => true,
    };

    void Check(Served served, int wallet, AlertKey key)
    {
        if (books.PhaseOf(key) != AlertPhase.Firing || before.Contains(key)) return;
        if (served.Second?.Asked.Contains(wallet) != true) throw new Violation("a second is asked", $"{key.Subject} fires on the word of one endpoint");
        var verdict = books.Of(key)!.Confirmation?.Verdict;
        var expected = served.Second.Lie is not { } lie ? Verdict.Unconfirmed : lie == 1 ? Verdict.Confirmed : Verdict.Disputed;
        if (verdict != expected) throw new Violation("a second is heard", $"{key.Subject} fires {verdict}, and should {expected}");
    }
}
