using Watcher.Positions;
using Watcher.Tests.Risk;
using Watcher.Tests.Store;

namespace Watcher.Tests.Host.Api;

/// <summary>Readings of the watched wallet with loans in them.</summary>
static class Loaned
{
    public static readonly Subject Lender = Some.Subject with { Protocol = "lender", Deployment = "main" };

    /// <summary>10 wrapped ether at 2000 and threshold 0.8, 16,000, against so much.</summary>
    public static LendingPosition Loan(string debt, string id = "devnet/lender/main/0xaa") =>
        Loans.Of(new TruncatingRule(), Loans.Collateral(Loans.Eth, "10", "2000", "0.8"), Loans.Debt(Loans.Usdc, debt, "1")) with { Id = id };

    public static GoodReading Good(BlockRef block, params LendingPosition[] loans) => new(Lender, block, [.. loans], []);
}
