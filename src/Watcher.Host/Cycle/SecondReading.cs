using System.Collections.Immutable;
using Watcher.Alerts;
using Watcher.Evm;
using Watcher.Host.Config;
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
    /// <param name="wanted">What of it is to be confirmed.</param>
    /// <param name="assess">What a reading means.</param>
    /// <param name="since">From where on events were read.</param>
    public async Task<Findings> Confirm(
        Findings first, ImmutableArray<Observation> wanted, Func<BlockSnapshot.Read, Findings> assess, Func<Subject, ulong?> since, CancellationToken cancellation)
    {
        var endpoints = reader.Client.Endpoints;
        if (wanted.IsEmpty || endpoints.Length < 2) return first;
        var others = endpoints.Select(endpoint => endpoint.Name).Except(first.Read.Endpoints).ToImmutableArray();
        var (second, why) = await Ask(others, first.Read, WalletsOf(wanted, first.Read), since, cancellation);
        return second is null
            ? first.With(SecondOpinion.Unconfirmed(first.Seen, wanted, first.Read.Endpoints, why!))
            : Weigh(first, second, wanted, assess);
    }

    static Findings Weigh(Findings first, BlockSnapshot.Read second, ImmutableArray<Observation> wanted, Func<BlockSnapshot.Read, Findings> assess)
    {
        var other = assess(first.Read.With(second));
        var weighed = SecondOpinion.Weigh(new(first.Read.Endpoints, first.Seen), new(second.Endpoints, other.Seen), wanted);
        return (weighed.SecondCounts ? other : first with { Read = first.Read.WithEventsOf(second) }).With(weighed.Seen);
    }

    /// <summary>All that the alerts are about: a wallet's report is made of all of its readings. A chain's own figures are in the report of any.</summary>
    static ImmutableArray<WalletConfig> WalletsOf(ImmutableArray<Observation> wanted, BlockSnapshot.Read read)
    {
        var named = wanted.Select(one => one.Subject.Wallet).OfType<Address>().ToHashSet();
        var concerned = read.Wallets.Where(wallet => named.Contains(wallet.Address)).ToImmutableArray();
        return wanted.Any(one => one.Subject.Wallet is null) ? [.. concerned.Union(read.Wallets.Take(1))] : concerned;
    }

    /// <summary>Asks all of them at once: the first that tells of everything is the second opinion.</summary>
    async Task<Answer> Ask(
        ImmutableArray<string> others, BlockSnapshot.Read first, ImmutableArray<WalletConfig> wallets, Func<Subject, ulong?> since, CancellationToken cancellation)
    {
        if (others.IsEmpty) return new(null, "every endpoint had part in the first reading");
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
