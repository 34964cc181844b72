using System.Diagnostics;

namespace Watcher.Evm;

/// <summary>Spans of the rounds of a reading, under the name that all of the watcher's spans have. Nobody listening, they cost nothing.</summary>
static class RoundTracing
{
    static readonly ActivitySource Source = new("Watcher");

    /// <summary>One round, as deep as the readers have come.</summary>
    public static Activity? Start(string chain, int number, int questions) => Source.StartActivity("round")
        ?.SetTag("chain", chain).SetTag("round", number).SetTag("questions", questions);
}
