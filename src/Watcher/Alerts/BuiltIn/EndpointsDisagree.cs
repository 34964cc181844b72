using System.Collections.Immutable;
using System.Text.Json.Nodes;
using Watcher.Rules;

namespace Watcher.Alerts;

/// <summary>
/// The built-in alert that two endpoints tell different things of one block: fires with the first critical alert in dispute, and resolves
/// when none that fires is so any more. An endpoint that does not answer settles nothing.
/// </summary>
public static class EndpointsDisagree
{
    /// <param name="chain">Its name.</param>
    /// <param name="block">The block read.</param>
    /// <param name="seen">All observations of the cycle, after the second opinion.</param>
    /// <param name="states">The alerts before the cycle.</param>
    /// <returns>Nothing where there is neither a dispute nor the memory of one.</returns>
    public static Observation? Observe(string chain, BlockRef block, IReadOnlyCollection<Observation> seen, IReadOnlyCollection<AlertState> states)
    {
        var disputes = seen.Where(one => one.Confirmation is { IsDisputed: true }).ToList();
        var settled = seen.Where(one => one.Confirmation is { Verdict: Verdict.Confirmed } || one.Closed).Select(one => one.Key).ToHashSet();
        var open = disputes.Count > 0 || states.Any(state => IsOpen(state, chain) && !settled.Contains(state.Key));
        if (!open && !states.Any(state => state.Key == new AlertKey(BuiltInRules.EndpointsDisagree.Name, chain))) return null;
        return new(BuiltInRules.EndpointsDisagree, new(chain) { Chain = chain }, disputes.Count > 0 ? Truth.True : Truth.False, open ? Truth.False : Truth.True)
        {
            Block = block,
            Explanation = () => open ? Explain(block, disputes) : "the endpoints agree again",
            Evidence = () => new JsonObject { ["disputes"] = new JsonArray([.. disputes.Select(Evidence)]) },
        };
    }

    static bool IsOpen(AlertState state, string chain) => state is { IsEvent: false, Phase: AlertPhase.Firing } && state.IsDisputedOn(chain);

    static string Explain(BlockRef block, List<Observation> disputes) =>
        $"endpoints tell different things of block {block.Number} ({block.Hash}), and the worse counts: "
        + string.Join("; ", disputes.Select(one => $"of {one.Subject.Key}, {one.Confirmation!.Why}")) + "; one of them is broken or lies: find out which, and name another";

    static JsonNode Evidence(Observation dispute) => new JsonObject
    {
        ["rule"] = dispute.Rule.Name,
        ["subject"] = dispute.Subject.Key,
        ["endpoints"] = Names(dispute.Confirmation!.Endpoints),
        ["why"] = dispute.Confirmation.Why,
    };

    static JsonArray Names(ImmutableArray<string> endpoints) => new([.. endpoints.Select(name => JsonValue.Create(name))]);
}
