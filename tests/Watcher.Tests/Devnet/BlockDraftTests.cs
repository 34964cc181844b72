using Watcher.Devnet.Node;
using Xunit;

namespace Watcher.Tests.Devnet;

public sealed class BlockDraftTests
{
    /// <summary>A sender's first contracts, as the Ethereum community's worked example of keccak(rlp(sender, nonce)) lists them.</summary>
    [Theory]
    [InlineData(0, "0xcd234a471b72ba2f1ccf0a70fcaba648a5eecd8d")]
    [InlineData(1, "0x343c43a37d37dff08ae8c4a11544c718abb4fcf8")]
    [InlineData(2, "0xf778b86fa74e846c4f0a1fbd1335fe81c00a0c91")]
    [InlineData(3, "0xfffd933a0bc612844eaf0c6fe3e5b8e9b6c1d19c")]
    public void A_contracts_address_follows_from_its_creators_nonce(int nonce, string expected) =>
        Assert.Equal(Address.Parse(expected), BlockDraft.Created(Address.Parse("0x6ac7ea33f8831ea9dcc53393aaa88b25a785dbf0"), nonce));
}
