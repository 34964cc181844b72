using Watcher.Positions;

namespace Watcher.Simulation;

/// <summary>One block and all that is true at it.</summary>
/// <param name="Ref">As nodes name it.</param>
/// <param name="Parent">Null for the first.</param>
/// <param name="EthUsd">The price of ether.</param>
/// <param name="Loans">Of each wallet, in the world's order; null = it has none.</param>
/// <param name="Liquidated">The liquidations in this block.</param>
sealed record SimulatedBlock(BlockRef Ref, SimulatedBlock? Parent, decimal EthUsd, ImmutableArray<SimulatedLoan?> Loans, ImmutableArray<SimulatedLiquidation> Liquidated);

/// <param name="Ether">Supplied as collateral, 80 % of it counts.</param>
/// <param name="Debt">In dollars.</param>
sealed record SimulatedLoan(decimal Ether, decimal Debt)
{
    public const decimal Threshold = 0.8m;

    public decimal HealthFactor(decimal ethUsd) => Ether * ethUsd * Threshold / Debt;

    /// <summary>As somebody tells who makes its debt so many times as large.</summary>
    public SimulatedLoan Lied(decimal times) => this with { Debt = Math.Round(Debt * times) };
}

/// <param name="Id">Of the transaction: the same where a reorganisation puts it into another block.</param>
sealed record SimulatedLiquidation(int Wallet, string Id);

/// <summary>A chain that grows, forks, and comes back to a fork it had left. Blocks never change.</summary>
sealed class SimulatedChain
{
    static readonly DateTimeOffset Genesis = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);
    const decimal Lowest = 600, Highest = 5000;
    const int KeptForks = 4;
    readonly Dice dice;
    readonly Dictionary<Hash32, SimulatedBlock> blocks = [];
    readonly List<SimulatedBlock> left = [];
    int liquidations;
    decimal trend = 1;

    public SimulatedChain(string name, int wallets, Dice dice)
    {
        (Name, this.dice) = (name, dice);
        GenesisHash = dice.Hash();
        Head = Add(new(new(100, dice.Hash(), Genesis), null, 2000, [.. Enumerable.Range(0, wallets).Select(_ => Open(2000))], []));
    }

    public string Name { get; }

    public Hash32 GenesisHash { get; }

    public SimulatedBlock Head { get; private set; }

    public SimulatedBlock At(Hash32 hash) => blocks[hash];

    /// <summary>The hash at a height of the chain as it is now.</summary>
    public Hash32? HashAt(ulong number) => Line(Head).FirstOrDefault(b => b.Ref.Number == number)?.Ref.Hash;

    /// <summary>A block and those it stands on, newest first.</summary>
    public static IEnumerable<SimulatedBlock> Line(SimulatedBlock? from)
    {
        for (var block = from; block is not null; block = block.Parent) yield return block;
    }

    /// <param name="mayClose">Loans are closed and opened.</param>
    /// <param name="mayLiquidate">Some are liquidated.</param>
    public void Mine(bool mayClose, bool mayLiquidate)
    {
        var price = Math.Round(Math.Clamp(Head.EthUsd * Trend(), Lowest, Highest), 2);
        var loans = Head.Loans.Select(loan => mayClose && dice.OneIn(25) ? loan is null ? Open(price) : null : loan).ToImmutableArray();
        ImmutableArray<SimulatedLiquidation> liquidated = mayLiquidate && dice.OneIn(12) ? [new(dice.Below(loans.Length), $"{Name}-tx{liquidations++}/0")] : [];
        Grow(price, loans, liquidated);
    }

    /// <summary>The last blocks are replaced by others; a liquidation in them may happen again in the new ones, or not.</summary>
    public void Reorganise()
    {
        var gone = Line(Head).Take(dice.Between(1, 4)).ToList();
        if (gone[^1].Parent is not { } common) return;
        left.Add(Head);
        if (left.Count > KeptForks) left.RemoveAt(0);
        Head = common;
        var again = gone.SelectMany(b => b.Liquidated).Where(_ => dice.OneIn(2)).ToList();
        for (var i = dice.Between(1, gone.Count + 1); i > 0; i--)
        {
            var price = Math.Round(Math.Clamp(Head.EthUsd * Trend(), Lowest, Highest), 2);
            Grow(price, Head.Loans, i == 1 ? [.. again] : []);
        }
    }

    /// <summary>A fork that was left is the chain again.</summary>
    public void ComeBack()
    {
        if (left.Count == 0) return;
        var fork = dice.Of(left);
        left.Remove(fork);
        left.Add(Head);
        Head = fork;
    }

    void Grow(decimal price, ImmutableArray<SimulatedLoan?> loans, ImmutableArray<SimulatedLiquidation> liquidated)
    {
        var time = Head.Ref.Timestamp + TimeSpan.FromSeconds(dice.Between(1, 4) * 6);
        Head = Add(new(new(Head.Ref.Number + 1, dice.Hash(), time), Head, price, loans, liquidated));
    }

    SimulatedBlock Add(SimulatedBlock block) => blocks[block.Ref.Hash] = block;

    SimulatedLoan Open(decimal price)
    {
        var ether = dice.Between(1, 20);
        return new(ether, Math.Round(ether * price * SimulatedLoan.Threshold * 100 / dice.Between(128, 190)));
    }

    /// <summary>Calm, a crash or a recovery, each for a while.</summary>
    decimal Trend()
    {
        if (dice.OneIn(6)) trend = dice.Of([1m, 1m, 0.92m, 0.96m, 1.05m, 1.1m]);
        return trend + (dice.Between(-10, 10) / 1000m);
    }
}
