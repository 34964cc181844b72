using System.Text.Json.Nodes;
using Watcher.Rules;

namespace Watcher.Alerts;

/// <summary>Trouble that must last before somebody is woken, and calm that must last before it counts as over.</summary>
/// <param name="After">How long trouble lasts before it fires.</param>
/// <param name="Calm">How long it must be well before it resolves.</param>
sealed record Lasting(Rule Rule, TimeSpan After, TimeSpan Calm)
{
    /// <param name="explained">Something larger is told of that explains it: then it neither fires nor resolves.</param>
    internal Observation Observe(AlertSubject subject, Spell spell, bool explained, string explanation, Func<JsonNode?> evidence) =>
        new(Rule, subject, Unless(explained, spell.Trouble && spell.For >= After), Unless(explained, !spell.Trouble && spell.For >= Calm))
        {
            Explanation = () => explanation,
            Evidence = evidence,
        };

    static Truth Unless(bool explained, bool so) => explained ? Truth.NotApplicable : so ? Truth.True : Truth.False;
}
