using System.Collections.Immutable;
using Watcher.Positions;
using Watcher.Reports;
using Xunit;

namespace Watcher.Tests.Reports;

public sealed class CommonCauseTests
{
    static readonly BlockRef Block = Cycle.Block;

    [Fact]
    public void One_wallet_in_one_deployment_is_the_narrowest() =>
        Assert.Equal([$"test/lender/main/{Wallet(1)}"], Causes(3, (1, "main", FailureReason.Reverted)));

    [Fact]
    public void Several_wallets_in_one_deployment_are_the_deployment() =>
        Assert.Equal(["test/lender/main"], Causes(3, (1, "main", FailureReason.Reverted), (2, "main", FailureReason.Timeout)));

    [Fact]
    public void The_only_wallet_is_everybody() => Assert.Equal(["test/lender/main"], Causes(1, (1, "main", FailureReason.Reverted)));

    [Fact]
    public void Nodes_that_fail_in_two_deployments_are_the_chain() =>
        Assert.Equal(["test"], Causes(3, (1, "main", FailureReason.Timeout), (2, "prime", FailureReason.RateLimited)));

    [Fact]
    public void What_contracts_answer_in_two_deployments_is_two_causes() =>
        Assert.Equal(["test/lender/main", "test/lender/prime"],
            Causes(2, (1, "main", FailureReason.NoCode), (2, "main", FailureReason.NoCode), (1, "prime", FailureReason.NoCode), (2, "prime", FailureReason.NoCode)));

    [Fact]
    public void Where_nothing_at_all_can_be_read_it_is_the_chain_whatever_the_reason() =>
        Assert.Equal(["test"], Causes(1, (1, "main", FailureReason.Undecodable), (1, "prime", FailureReason.NoCode), (1, "", FailureReason.Undecodable)));

    [Fact]
    public void A_chain_of_which_no_block_could_be_had_is_itself() =>
        Assert.Equal(["test"], Of([Cycle.Builder.Unreached(Wallet(1), null, "test", 1, new(FailureReason.Timeout, "no answer"), Memory.None, Cycle.Now)]));

    static Address Wallet(int number) => Address.Parse($"0x{number:x40}");

    /// <summary>So many wallets, each with its balances, in two deployments; <c>""</c> is the balances.</summary>
    static List<string> Causes(int wallets, params (int Wallet, string Deployment, FailureReason Reason)[] failures) =>
        Of([.. Enumerable.Range(1, wallets).Select(wallet => Cycle.Builder.Build(
            new(Wallet(wallet), null, "test", 1, Block, [.. ((string[])["", "main", "prime"]).Select(deployment => Reading(wallet, deployment, failures))], Cycle.Market()), null, Memory.None, Cycle.Now))]);

    static Reading Reading(int wallet, string deployment, (int Wallet, string Deployment, FailureReason Reason)[] failures)
    {
        var subject = new Subject("test", deployment.Length > 0 ? "lender" : "wallet", deployment, Wallet(wallet));
        var failed = failures.Where(f => f.Wallet == wallet && f.Deployment == deployment).ToList();
        return failed.Count > 0
            ? new UnreadableReading(subject, Block, new(failed[0].Reason, "so"))
            : new GoodReading(subject, Block, deployment.Length > 0 ? [] : [new WalletPosition(subject.What, "wallet", "wallet", [])], []);
    }

    static List<string> Of(ImmutableArray<WalletReport> reports) =>
        [.. ReportBuilder.Explained(reports).SelectMany(r => r.Unknown).Select(u => $"{u.Cause}").Distinct().Order(StringComparer.Ordinal)];
}
