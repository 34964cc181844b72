namespace Watcher.Rules;

/// <summary>How a metric is held against a number.</summary>
public enum Comparator { Less, LessOrEqual, Greater, GreaterOrEqual, Equal, NotEqual }

public static class ComparatorText
{
    /// <summary>As written in conditions; longer ones first, so that a reader may take the first that fits.</summary>
    internal static readonly (string Text, Comparator Comparator)[] All =
    [
        ("<=", Comparator.LessOrEqual), (">=", Comparator.GreaterOrEqual), ("==", Comparator.Equal), ("!=", Comparator.NotEqual),
        ("<", Comparator.Less), (">", Comparator.Greater),
    ];

    extension(Comparator comparator)
    {
        public string Text => Array.Find(All, c => c.Comparator == comparator).Text;

        /// <summary>The comparison that holds exactly where this one does not.</summary>
        public Comparator Opposite => comparator switch
        {
            Comparator.Less => Comparator.GreaterOrEqual,
            Comparator.LessOrEqual => Comparator.Greater,
            Comparator.Greater => Comparator.LessOrEqual,
            Comparator.GreaterOrEqual => Comparator.Less,
            Comparator.Equal => Comparator.NotEqual,
            _ => Comparator.Equal,
        };

        /// <param name="sign">Of value minus threshold; infinity is above every number.</param>
        public bool Holds(int sign) => comparator switch
        {
            Comparator.Less => sign < 0,
            Comparator.LessOrEqual => sign <= 0,
            Comparator.Greater => sign > 0,
            Comparator.GreaterOrEqual => sign >= 0,
            Comparator.Equal => sign == 0,
            _ => sign != 0,
        };
    }
}
