using Watcher.Alerts;

namespace Watcher.Simulation;

/// <summary>
/// What nobody could read for longer than its rule's budget is paged to that rule's channels, and its end is told to whoever was paged. A
/// good reading ends it.
/// </summary>
sealed class UnknownIsTold(Books books, People people)
{
    readonly Dictionary<AlertKey, DateTimeOffset> blind = [];
    readonly HashSet<(AlertKey, string?)> good = [];
    /// <summary>What the file says was read last: more than was seen here, where the process died with the commit.</summary>
    Dictionary<AlertKey, string> stored = [];
    readonly HashSet<(string Outage, string Channel)> pages = [];
    readonly Dictionary<string, Notification> outages = [];

    public void Relearn()
    {
        blind.Clear();
        stored = books.States.Where(s => s.LastReading is not null).ToDictionary(s => s.Key, s => s.LastReading.ToString()!);
        foreach (var state in books.States)
            if (state is { UnknownSince: { } since, Outage: null }) blind[state.Key] = since;
    }

    public void Take(IEnumerable<Message> messages)
    {
        foreach (var message in messages)
        {
            var page = (message.Notification.AlertId!, message.Channel);
            if (message.Notification.Reason == NotificationReason.Unknown) pages.Add(page);
            if (message.Notification.Reason == NotificationReason.Recovered && !pages.Remove(page))
                throw new Violation("UNKNOWN is told", $"{message.Channel} hears of the end of what it never heard of: {message}");
            outages[message.Notification.AlertId!] = message.Notification;
        }
    }

    /// <param name="from">What it was made from: what was read well before does not become unknown when it is tried again.</param>
    public void Saw(AlertKey key, Sight sight, string? from, DateTimeOffset now)
    {
        var counts = books.Of(key)?.UnknownSince is { } since ? since : (DateTimeOffset?)null;
        if (sight.Known) _ = (good.Add((key, from)), blind.Remove(key));
        else if (from is null || !MayHaveBeenGood(key, from)) blind.TryAdd(key, now);
        else if (counts is { } earlier) blind.TryAdd(key, earlier);
        else blind.Remove(key);
        if (counts is not null != blind.ContainsKey(key))
            throw new Violation("a good reading ends UNKNOWN", $"{key.Rule} on {key.Subject} is {(sight.Known ? "known, and counts as unknown" : "unknown, and counts as known")}");
    }

    /// <summary>Of what this model cannot tell, the watcher's word is taken.</summary>
    public void Believe(string subject)
    {
        foreach (var state in books.States.Where(s => s.Key.Subject == subject))
        {
            blind.Remove(state.Key);
            good.RemoveWhere(one => one.Item1 == state.Key);
            if (state.UnknownSince is { } since) blind[state.Key] = since;
            if (state.LastReading is { } last) stored[state.Key] = last.ToString();
        }
    }

    /// <summary>Time has passed for all alerts.</summary>
    public void Check(Plan plan, DateTimeOffset now)
    {
        foreach (var (key, since) in blind)
        {
            if (plan.Rules.FirstOrDefault(r => r.Name == key.Rule) is not { } rule || now - since < rule.UnknownAfter || people.HaveSilenced(key, now, unknown: true)) continue;
            foreach (var channel in plan.Channels.Where(rule.IsFor))
                if (!pages.Any(p => p.Channel == channel && Explains(outages[p.Outage], key)))
                    throw new Violation("UNKNOWN is told", $"{key.Rule} on {key.Subject} is unknown since {since:MM-dd HH:mm:ss}, and {channel} has no page");
        }
    }

    /// <summary>All can be read again.</summary>
    public void Finish(IEnumerable<string> channels)
    {
        foreach (var page in pages.Where(p => channels.Contains(p.Channel)))
            throw new Violation("UNKNOWN is told", $"{page.Channel} never heard of the end of {page.Outage}; unknown still: {string.Join(", ", books.States.Where(s => s.UnknownSince is not null).Select(s => $"{s.Key.Rule} on {s.Key.Subject}"))}");
    }

    /// <summary>
    /// What the file remembers of a portfolio's last reading is the mark of several blocks: only the watcher can tell which, until one is seen.
    /// </summary>
    bool MayHaveBeenGood(AlertKey key, string from) => good.Contains((key, from))
        || (stored.TryGetValue(key, out var last) && (last == from || (key.Subject == Plan.PortfolioLabel && !good.Any(one => one.Item1 == key))));

    static bool Explains(Notification outage, AlertKey key) =>
        outage.Chain is not { } chain || key.Subject == Plan.PortfolioLabel || key.Subject.StartsWith(chain + "/", StringComparison.Ordinal);
}
