using System.Collections.Immutable;
using Watcher.Alerts;
using Watcher.Evm;
using Watcher.Host.Config;
using Watcher.Host.Telemetry;
using Watcher.Settings;

namespace Watcher.Host.Cycle;

/// <summary>
/// The step between what a cycle means and its commit: what is about to wake somebody is read once more, at the same block, by an endpoint
/// that had no part in the first reading. Whatever comes of it, the cycle goes on after <see cref="Limit"/>.
/// </summary>
sealed class SecondReading(BlockReader reader, TimeProvider time)
{
    /// <summary>How long a second endpoint may take.</summary>
    public static readonly TimeSpan Limit = TimeSpan.FromSeconds(10);

    /// <param name="first">What the cycle found.</param>
    /// <param name="doubts">What of it is to be confirmed.</param>
    /// <param name="assess">What a reading means.</param>
    /// <param name="since">From where on events were read.</param>
    public async Task<Findings> Confirm(
        Findings first, Doubts doubts, Func<BlockSnapshot.Read, Findings> assess, Func<Subject, ulong?> since, CancellationToken cancellation)
    {
        var endpoints = reader.Client.Endpoints;
        if (doubts.Wanted.IsEmpty || endpoints.Length < 2) return first;
        var others = endpoints.Select(endpoint => endpoint.Name).Except(first.Read.Endpoints).ToImmutableArray();
        var (second, why) = await Ask(others, first.Read, doubts.Wallets, since, cancellation);
        return second is null ? Unconfirmed(first, doubts.Wanted, why!) : Weigh(first, second, doubts.Wanted, assess);
    }

    /// <summary>Nobody told of everything.</summary>
    internal static Findings Unconfirmed(Findings first, ImmutableArray<Observation> wanted, string why) =>
        first.With(SecondOpinion.Unconfirmed(Opinion(first, first.Read), wanted, why));

    /// <summary>A second endpoint told of everything that was asked.</summary>
    internal static Findings Weigh(Findings first, BlockSnapshot.Read second, ImmutableArray<Observation> wanted, Func<BlockSnapshot.Read, Findings> assess)
    {
        var other = assess(first.Read.With(second));
        var weighed = SecondOpinion.Weigh(Opinion(first, first.Read), Opinion(other, second), wanted);
        return (weighed.SecondCounts ? other : first with { Read = first.Read.WithEventsOf(second) }).With(weighed.Seen);
    }

    static Opinion Opinion(Findings found, BlockSnapshot.Read by) => new(by.Chain.Name, by.Endpoints, found.Seen);

    /// <summary>Asks all of them at once: the first that tells of everything is the second opinion.</summary>
    async Task<Answer> Ask(
        ImmutableArray<string> others, BlockSnapshot.Read first, ImmutableArray<WalletConfig> wallets, Func<Subject, ulong?> since, CancellationToken cancellation)
    {
        if (others.IsEmpty) return new(null, "every endpoint had part in the first reading");
        using var span = Tracing.SecondOpinion();
        using var limit = new CancellationTokenSource(Limit, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellation, limit.Token);
        var asked = others.Select(endpoint => From(endpoint, first, wallets, since, either.Token)).ToList();
        var refusals = new List<string>();
        await foreach (var answered in Task.WhenEach(asked))
        {
            var answer = await answered;
            cancellation.ThrowIfCancellationRequested();
            if (answer.Read is not null)
            {
                await either.CancelAsync();
                return answer;
            }
            refusals.Add(answer.Why!);
        }
        return new(null, $"no second endpoint could tell: {string.Join("; ", refusals)}");
    }

    async Task<Answer> From(string endpoint, BlockSnapshot.Read first, ImmutableArray<WalletConfig> wallets, Func<Subject, ulong?> since, CancellationToken cancellation)
    {
        try
        {
            var read = await reader.ReadAt(endpoint, first.Block, wallets, since, cancellation);
            return first.MissingIn(read) is { } missing ? new(null, $"{endpoint}: {missing.Why}") : new(read, null);
        }
        catch (ReadFailedException unread)
        {
            return new(null, $"{endpoint} {unread.Failure.Why}");
        }
        catch (OperationCanceledException)
        {
            return new(null, $"{endpoint} gave no complete answer within {Durations.Text(Limit)}");
        }
    }

    /// <summary>The reading, or why there is none.</summary>
    readonly record struct Answer(BlockSnapshot.Read? Read, string? Why);
}
