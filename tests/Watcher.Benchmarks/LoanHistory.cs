using System.Collections.Immutable;
using Watcher.Positions;
using Watcher.Protocols.AaveV3;
using Watcher.Rules;
using Watcher.Store;

namespace Watcher.Benchmarks;

/// <summary>
/// A made-up market over time: loans of four legs in eight reserves, a block every 12 s in which every index grows and every price moves, and
/// now and then an owner does something.
/// </summary>
sealed class LoanHistory(int wallets)
{
    const int Reserves = 8, OneActsIn = 2000;
    const ulong FirstTime = 1_767_225_600;
    static readonly BigInteger Rate = BigInteger.Pow(10, 25) * 5, Year = 31_536_000, Dollar = 100_000_000;
    static readonly ChainIdentity Chain = new("devnet", Hash(0));
    static readonly WeightedCollateralRule Rule = new();
    static readonly ImmutableArray<Address> Receipts = [.. Enumerable.Range(1000, 3 * Reserves).Select(At)];
    static readonly ImmutableArray<Asset> Assets = [.. Enumerable.Range(0, Reserves).Select(n => new Asset("devnet", At(500 + n), $"T{n}", 18))];
    readonly Random random = new(1);
    readonly BigInteger[] indices = [.. Enumerable.Range(0, Reserves).Select(n => Ray.One + BigInteger.Pow(10, 25) * n)];
    readonly BigInteger[] prices = [.. Enumerable.Range(0, Reserves).Select(n => Dollar * (100 + 700 * n))];
    readonly ImmutableArray<Measured> measured = [.. Enumerable.Range(0, wallets).Select(n => new Measured(Id(n), "devnet", Wallet(n), Id(n), MetricScope.Loan, null))];
    readonly BigInteger[,] scaled = new BigInteger[wallets, 4];

    public static FactsJson Json { get; } = new(Watcher.Protocols.Protocols.All.SelectMany(kind => kind.Facts));

    public static Address Wallet(int n) => At(2000 + n);

    public static string Id(int wallet) => $"devnet/aave-v3/main/{Wallet(wallet)}";

    /// <param name="secondsApart">From block to block.</param>
    public CycleCommit Cycle(int n, int secondsApart = 12)
    {
        Move(n, secondsApart);
        var block = new BlockRef((ulong)n, Hash(n + 1), DateTimeOffset.FromUnixTimeSeconds((long)FirstTime + (long)n * secondsApart));
        var loans = Enumerable.Range(0, wallets).Select(Loan).ToImmutableArray();
        return new(Chain, block, "revision-1")
        {
            Readings = [.. loans.Select((loan, wallet) => new GoodReading(new("devnet", "aave-v3", "main", Wallet(wallet)), block, [loan], []))],
            Samples = [.. loans.Select((loan, wallet) => new Sample(measured[wallet], Metrics(loan)))],
        };
    }

    void Move(int n, int seconds)
    {
        for (var i = 0; i < Reserves; i++)
        {
            indices[i] += indices[i] * (Rate + i) * seconds / Year / Ray.One;
            prices[i] += prices[i] * random.Next(-20, 21) / 10_000;
        }
        for (var wallet = 0; wallet < wallets; wallet++)
        {
            if (n > 1 && random.Next(OneActsIn) > 0 && !scaled[wallet, 0].IsZero) continue;
            for (var leg = 0; leg < 4; leg++) scaled[wallet, leg] = BigInteger.Pow(10, 15) * random.Next(1000, 100_000) / (leg < 2 ? 1 : 4) + random.Next();
        }
    }

    LendingPosition Loan(int wallet)
    {
        ImmutableArray<LoanLeg> legs = [.. Enumerable.Range(0, 4).Select(leg => Leg(wallet, leg))];
        var answers = Rule.Evaluate(legs);
        return new(Id(wallet), "aave-v3", "main", legs)
        {
            OracleDecimals = 8,
            Rule = Rule,
            CollateralBase = answers.Collateral,
            DebtBase = answers.Debt,
            HealthFactor = answers.HealthFactor!.Value,
            LiquidationThreshold = answers.LiquidationThreshold,
            Receipts = Receipts,
        };
    }

    LoanLeg Leg(int wallet, int leg)
    {
        var reserve = (wallet + 2 * leg) % Reserves;
        var accrual = new Accrual(indices[reserve], leg < 2 ? AccrualRounding.Down : AccrualRounding.Up);
        return new(leg < 2 ? LegRole.Collateral : LegRole.Debt, Assets[reserve], accrual.Grown(scaled[wallet, leg]), prices[reserve],
            leg < 2 ? new BigDecimal(825, 3) : null, new(Rate + reserve))
        {
            Accrual = accrual,
        };
    }

    static ImmutableArray<MetricValue> Metrics(LendingPosition loan)
    {
        var (health, collateral, debt) = (loan.HealthFactor.ToDecimal(), new BigDecimal(loan.CollateralBase, 8), new BigDecimal(loan.DebtBase, 8));
        return [.. new[] { health, debt / collateral, collateral / debt, BigDecimal.One - BigDecimal.One / health, health * 1000 / collateral, collateral, debt }.Select(MetricValue.Of)];
    }

    static Hash32 Hash(int seed) => new(Keccak256.Hash(BitConverter.GetBytes(seed)));

    static Address At(int n) => new(Keccak256.Hash(BitConverter.GetBytes(n)).AsSpan(12));
}
