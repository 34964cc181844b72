using System.Text.Json.Nodes;
using Watcher.Evm;
using Watcher.Positions;
using Watcher.Protocols;
using Watcher.Protocols.Erc20;
using Watcher.Protocols.Wallet;
using Xunit;

namespace Watcher.Tests.Wallet;

public sealed class WalletProtocolTests
{
    static readonly Address Owner = Address.Parse("0x00000000000000000000000000000000000000bb");
    static readonly Address Dollar = Address.Parse("0x00000000000000000000000000000000000000d1");
    static readonly Address Broken = Address.Parse("0x00000000000000000000000000000000000000d2");
    static readonly Address LookAlike = Address.Parse("0x00000000000000000000000000000000000000d3");

    readonly FakeContracts chain = new FakeContracts().WithNative(Owner, 7)
        .With(Dollar, new BalanceOf(Owner), 1_500_000).With(Dollar, new Symbol(), "USDC").With(Dollar, new Decimals(), 6)
        .With(LookAlike, new BalanceOf(Owner), 9_000_000).With(LookAlike, new Symbol(), "USDC").With(LookAlike, new Decimals(), 6);

    [Fact]
    public async Task It_holds_the_native_asset_and_every_configured_token()
    {
        var position = await Position((Dollar, "USDC"));
        Assert.Equal($"devnet/wallet/{Owner}", position.Id);
        Assert.Equal([
            new Leg(LegRole.Balance, new("devnet", null, "ETH", 18), 7),
            new Leg(LegRole.Balance, new("devnet", Dollar, "USDC", 6), 1_500_000)], position.Legs.AsEnumerable());
    }

    [Fact]
    public async Task A_token_that_is_not_configured_is_not_read() => Assert.Single((await Position()).Legs);

    [Fact]
    public async Task An_empty_wallet_still_has_its_native_leg()
    {
        chain.WithNative(Owner, 0).With(Dollar, new BalanceOf(Owner), 0);
        Assert.Equal([new Leg(LegRole.Balance, new("devnet", null, "ETH", 18), 0)], (await Position((Dollar, "USDC"))).Legs.AsEnumerable());
    }

    [Fact]
    public async Task The_largest_balance_there_can_be_is_read()
    {
        chain.With(Dollar, new BalanceOf(Owner), Wad.MaxUint256);
        Assert.Equal(Wad.MaxUint256, (await Position((Dollar, null))).Legs[1].Raw);
    }

    [Fact]
    public async Task A_token_without_decimals_has_its_raw_balance_only()
    {
        chain.WithBytes(Dollar, new Decimals(), null);
        var leg = (await Position((Dollar, null))).Legs[1];
        Assert.Equal(1_500_000, leg.Raw);
        Assert.Null(leg.Amount);
    }

    [Fact]
    public async Task A_balance_that_reverts_makes_the_wallet_unreadable_and_names_the_token()
    {
        chain.WithBytes(Broken, new BalanceOf(Owner), null);
        var failure = (await Read((Dollar, "USDC"), (Broken, "OOPS"))).Failure;
        Assert.Equal(FailureReason.Reverted, failure?.Reason);
        Assert.Contains($"OOPS {Broken}", failure?.Why, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_token_address_without_code_makes_the_wallet_unreadable_and_is_no_zero()
    {
        var failure = (await Read((Broken, "OOPS"))).Failure;
        Assert.Equal(FailureReason.NoCode, failure?.Reason);
        Assert.Contains($"OOPS {Broken}", failure?.Why, StringComparison.Ordinal);
    }

    [Fact]
    public async Task One_round_reads_it_all()
    {
        await Position((Dollar, "USDC"), (LookAlike, null));
        Assert.Equal(1, chain.Rounds);
    }

    async Task<WalletPosition> Position(params (Address, string?)[] tokens)
    {
        var outcome = await Read(tokens);
        Assert.Null(outcome.Failure);
        return Assert.IsType<WalletPosition>(Assert.Single(outcome.Value!.Positions));
    }

    Task<Outcome<ProtocolReading>> Read(params (Address, string?)[] tokens)
    {
        var protocol = WalletProtocol.Kind.Create(new("devnet", new(new JsonObject(), "", []), FakeAssets.Book(tokens)));
        return chain.Read(block => protocol.Read(block, Owner, null));
    }
}
