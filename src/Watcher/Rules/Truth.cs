namespace Watcher.Rules;

/// <summary>What a condition is on one subject at one block.</summary>
public enum Truth
{
    False,
    True,
    /// <summary>Something it needs could not be read.</summary>
    Unknown,
    /// <summary>The subject has no such metric: neither true nor false, and neither is its opposite.</summary>
    NotApplicable,
}

/// <summary>
/// Kleene's three-valued logic, widened by <see cref="Truth.NotApplicable"/>: <c>or</c> ignores a side that does not apply (a question
/// that nobody asked of this subject), <c>and</c> does not apply where one side does not (not every question could be asked), <c>not</c>
/// keeps it. So <c>inRange &lt; 1 or healthFactor &lt; 1</c> watches pools and loans alike, and De Morgan's laws hold only for what applies.
/// </summary>
public static class TruthLogic
{
    extension(Truth a)
    {
        public Truth Not() => a switch
        {
            Truth.True => Truth.False,
            Truth.False => Truth.True,
            _ => a,
        };

        public Truth And(Truth b)
        {
            if (a == Truth.NotApplicable || b == Truth.NotApplicable) return Truth.NotApplicable;
            if (a == Truth.False || b == Truth.False) return Truth.False;
            return a == Truth.True && b == Truth.True ? Truth.True : Truth.Unknown;
        }

        public Truth Or(Truth b)
        {
            if (a == Truth.NotApplicable) return b;
            if (b == Truth.NotApplicable) return a;
            if (a == Truth.True || b == Truth.True) return Truth.True;
            return a == Truth.False && b == Truth.False ? Truth.False : Truth.Unknown;
        }
    }
}
