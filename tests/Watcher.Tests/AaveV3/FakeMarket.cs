using Watcher.Evm;
using Watcher.Positions;
using Watcher.Protocols.AaveV3;
using Watcher.Protocols.Erc20;

namespace Watcher.Tests.AaveV3;

/// <summary>A market of any version whose contracts answer what a test tells them to; one wallet uses it.</summary>
sealed class FakeMarket
{
    public static readonly Address Provider = At(1), Pool = At(2), Oracle = At(3), Wallet = At(4);
    static readonly BigInteger Dollar = 100_000_000;

    readonly List<Address> reserves = [];

    public FakeMarket(int? revision)
    {
        Contracts.With(Provider, new GetPool(), Pool).With(Provider, new GetPriceOracle(), Oracle);
        Contracts.With(Oracle, new BaseCurrencyUnit(), Dollar);
        if (revision is { } number) Contracts.With(Pool, new PoolRevision(), number);
        Account(new(0, 0, 0, Wad.MaxUint256));
    }

    public FakeContracts Contracts { get; } = new();

    public static Address Asset(int id) => At(16 * (id + 1));

    public static Address AToken(int id) => At(16 * (id + 1) + 1);

    public FakeMarket Account(AccountData data, int bits = 0, int emode = 0)
    {
        Contracts.With(Pool, new GetUserAccountData(Wallet), data.Collateral, data.Debt, 0, data.LiquidationThreshold, 0, data.HealthFactor);
        Contracts.With(Pool, new GetUserConfiguration(Wallet), (object)new object[] { bits });
        Contracts.With(Pool, new GetUserEMode(Wallet), emode);
        return this;
    }

    /// <summary>Lists an asset of whole tokens at one dollar, and gives the wallet its balances. Threshold in basis points.</summary>
    public FakeMarket Reserve(int id, int threshold = 0, int supplied = 0, int owed = 0, int price = 100_000_000)
    {
        reserves.Add(Asset(id));
        Contracts.With(Pool, new GetReservesList(), (object)reserves.Cast<object>().ToArray());
        Contracts.With(Oracle, new GetAssetPrice(Asset(id)), price);
        Contracts.With(Asset(id), new Symbol(), $"T{id}");
        Contracts.With(VariableDebt(id), new BalanceOf(Wallet), owed);
        return Listed(id, threshold, AToken(id), supplied);
    }

    /// <summary>Lists an asset anew, under another aToken.</summary>
    public FakeMarket Listed(int id, int threshold, Address aToken, int supplied)
    {
        object[] reserve = [new object[] { threshold << 16 }, 0, 0, 0, 0, 0, 0, id, aToken, Address.Zero, VariableDebt(id), Address.Zero, 0, 0, 0];
        Contracts.With(Pool, new GetReserveData(Asset(id)), (object)reserve).With(aToken, new BalanceOf(Wallet), supplied);
        return this;
    }

    public async Task<Outcome<LendingPosition?>> Loan()
    {
        var outcome = await Contracts.Read(block => Protocol().Read(block, Wallet, null));
        return outcome.Ok ? Outcome.Of((LendingPosition?)outcome.Value.Positions.SingleOrDefault()) : Outcome.Failed<LendingPosition?>(outcome.Failure);
    }

    public static Address At(int number) => new([.. new byte[16], .. BitConverter.GetBytes(System.Net.IPAddress.HostToNetworkOrder(number))]);

    static Address VariableDebt(int id) => At(16 * (id + 1) + 2);

    static Protocols.IProtocol Protocol()
    {
        var json = new System.Text.Json.Nodes.JsonObject { ["Name"] = "main", ["PoolAddressesProvider"] = Provider.ToString() };
        return AaveV3Protocol.Kind.Create(new(FakeAssets.Chain, new(json, "market", []), FakeAssets.Book()));
    }
}
