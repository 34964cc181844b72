using System.Collections.Immutable;
using System.Text.Json.Nodes;
using Spectre.Console;
using Watcher.Host.Cli.Views;
using Watcher.Host.Config;
using Watcher.Reports;
using Watcher.Settings;
using Watcher.Store;

namespace Watcher.Host.Cli;

/// <summary><c>notify dead</c> and <c>notify resend</c>: what channels refused, and sending it again, beside a <c>run</c> or before the next.</summary>
static class DeadLettersVerb
{
    public static Task<int> List(IReadOnlyList<string> files, string? channel, bool json)
    {
        var config = ConfigLoader.Load(files, ChannelContexts.Silent);
        using var store = StoreAccess.Beside(config);
        var letters = Dead(store, config, channel);
        if (json) ReportOutput.Write(Json(letters));
        else if (letters.IsEmpty) Terminal.Out.WriteLine("No dead letters.");
        else Terminal.Out.Write(Table(letters));
        return Task.FromResult(ExitCode.Ok);
    }

    public static Task<int> Resend(IReadOnlyList<string> files, IReadOnlyList<long> ids, string? channel, bool json)
    {
        var config = ConfigLoader.Load(files, ChannelContexts.Silent);
        using var store = StoreAccess.Beside(config);
        var letters = Wanted(Dead(store, config, channel), ids);
        foreach (var gone in letters.Select(letter => letter.Channel).Where(name => config.Channels.All(c => c.Name != name)))
            throw new UsageException($"there is no channel '{gone}' any more{Suggestion.For(gone, config.Channels.Select(c => c.Name))}; configure it again first");
        var count = store.Outbox.Resend(letters.Select(letter => letter.Id), TimeProvider.System.GetUtcNow());
        if (json) ReportOutput.Write(new JsonObject { ["schema"] = "watcher.resend/1", ["resent"] = count });
        else Terminal.Out.WriteLine(count == 0 ? "No dead letters." : $"{count} will be sent again: by the running watcher within a second, else at the next start.");
        return Task.FromResult(ExitCode.Ok);
    }

    /// <summary>A channel that is configured no more may have some still.</summary>
    static ImmutableArray<DeadLetter> Dead(WatcherStore store, WatcherConfig config, string? channel)
    {
        var letters = store.Outbox.Dead(channel);
        if (channel is null || !letters.IsEmpty || config.Channels.Any(c => c.Name == channel)) return letters;
        throw new UsageException($"--channel: there is no channel '{channel}'{Suggestion.For(channel, config.Channels.Select(c => c.Name))}");
    }

    static List<DeadLetter> Wanted(ImmutableArray<DeadLetter> dead, IReadOnlyList<long> ids)
    {
        foreach (var id in ids.Where(id => dead.All(letter => letter.Id != id)))
            throw new UsageException($"ID: {id} is no dead letter; 'watcher notify dead' shows them");
        return [.. dead.Where(letter => ids.Count == 0 || ids.Contains(letter.Id))];
    }

    static Table Table(IEnumerable<DeadLetter> letters)
    {
        var table = new Table().Border(TableBorder.Simple).AddColumns("Id", "Channel", "Refused", "Tries", "Receipt", "Notifications");
        foreach (var letter in letters)
            table.AddRow($"{letter.Id}", Figures.Safe(letter.Channel), $"{letter.At.UtcDateTime:yyyy-MM-dd HH:mm:ss}Z", $"{letter.Attempts}",
                Figures.Safe(letter.Receipt), Figures.Safe(string.Join(' ', letter.Tells)));
        return table;
    }

    static JsonObject Json(IEnumerable<DeadLetter> letters) => new()
    {
        ["schema"] = "watcher.dead-letters/1",
        ["letters"] = new JsonArray([.. letters.Select(letter => new JsonObject
        {
            ["id"] = letter.Id,
            ["channel"] = letter.Channel,
            ["notifications"] = new JsonArray([.. letter.Tells.Select(id => (JsonNode)id)]),
            ["storedAt"] = ReportJson.Text(letter.StoredAt),
            ["refusedAt"] = ReportJson.Text(letter.At),
            ["attempts"] = letter.Attempts,
            ["receipt"] = letter.Receipt,
        })]),
    };
}
