using Watcher.Alerts;

namespace Watcher.Simulation;

/// <summary>Each liquidation on the chain as it is in the end, from the height on at which the wallet was first read there, was told; none was told twice.</summary>
sealed class EventsAreTold(Books books, IReadOnlyDictionary<string, SimulatedChain> chains)
{
    readonly Dictionary<AlertKey, string> told = [];
    readonly Dictionary<(string Chain, int Wallet), SimulatedBlock> first = [];

    public void Take(IEnumerable<Message> messages)
    {
        foreach (var message in messages.Where(m => m.Notification.Reason == NotificationReason.Event))
            if (told.TryGetValue(message.Alert, out var id) && id != message.Notification.Id) throw new Violation("an event is told once", $"{message} after {id}");
            else told[message.Alert] = message.Notification.Id;
    }

    public void Saw(Served served)
    {
        if (served.Block is null) return;
        foreach (var wallet in served.Wallets)
            if (served.Loan(wallet).Known) first.TryAdd((served.Chain.Name, wallet), served.Block);
    }

    /// <summary>The same wallets and rules were watched all the time, and all has been read.</summary>
    public void Finish()
    {
        foreach (var ((chain, wallet), from) in first)
        {
            var known = SimulatedChain.Line(from).ToHashSet();
            foreach (var block in SimulatedChain.Line(chains[chain].Head).TakeWhile(b => b.Ref.Number >= from.Ref.Number && !known.Contains(b)))
                foreach (var happened in block.Liquidated.Where(l => l.Wallet == wallet))
                    if (books.Of(new("liquidated", $"{Settings.LoanId(chain, wallet)}#{happened.Id}")) is null)
                        throw new Violation("each event is told", $"{happened.Id} in block {block.Ref.Number} of {chain} was missed");
        }
    }
}
