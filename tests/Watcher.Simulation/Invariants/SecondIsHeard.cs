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

    /// <summary>A cycle is about to move alerts.</summary>
    public void Begin() => before = [.. books.States.Where(s => s.Phase == AlertPhase.Firing).Select(s => s.Key)];

    public void Check(Served served)
    {
        if (served.Block is null) return;
        foreach (var wallet in served.Wallets) Check(served, wallet, new(PlannedRule.Critical, Settings.LoanId(served.Chain.Name, wallet)));
        var disputed = books.States.Any(s => s is { IsEvent: false, Phase: AlertPhase.Firing, Confirmation.IsDisputed: true } && s.Subject.Chain == served.Chain.Name);
        var told = books.PhaseOf(new(BuiltInRules.EndpointsDisagree.Name, served.Chain.Name)) == AlertPhase.Firing;
        // What is no alert any more may be in dispute as it ends: then that is told once more.
        if (disputed ? !told : told && served.Second?.Lie is null or 1) throw new Violation("a disagreement is told", $"on {served.Chain.Name} {(disputed ? "an alert fires in dispute, and that is not told" : "all agree, and it is told that they do not")}");
    }

    void Check(Served served, int wallet, AlertKey key)
    {
        if (books.PhaseOf(key) != AlertPhase.Firing || before.Contains(key)) return;
        if (served.Second?.Asked.Contains(wallet) != true) throw new Violation("a second is asked", $"{key.Subject} fires on the word of one endpoint");
        var verdict = books.Of(key)!.Confirmation?.Verdict;
        var expected = served.Second.Lie is not { } lie ? Verdict.Unconfirmed : lie == 1 ? Verdict.Confirmed : Verdict.Disputed;
        if (verdict != expected) throw new Violation("a second is heard", $"{key.Subject} fires {verdict}, and should {expected}");
    }
}
