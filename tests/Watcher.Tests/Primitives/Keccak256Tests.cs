using Org.BouncyCastle.Crypto.Digests;
using Xunit;

namespace Watcher.Tests.Primitives;

public sealed class Keccak256Tests
{
    [Theory]
    [InlineData("", "0xc5d2460186f7233c927e7db2dcc703c0e500b653ca82273b7bfad8045d85a470")]
    [InlineData("transfer(address,uint256)", "0xa9059cbb2ab09eb219583f4a59a5d0623ade346d962bcd4e46b11da047c9049b")]
    public void Hashes_known_vectors(string text, string digest) => Assert.Equal(digest, Hex.Encode(Keccak256.Hash(text)));

    [Fact]
    public void Agrees_with_an_independent_implementation_at_every_length_around_the_block_size()
    {
        var random = new Random(1);
        for (var length = 0; length <= 500; length++)
        {
            var data = new byte[length];
            random.NextBytes(data);
            var oracle = new KeccakDigest(256);
            oracle.BlockUpdate(data, 0, length);
            var expected = new byte[32];
            oracle.DoFinal(expected, 0);
            Assert.Equal(expected, Keccak256.Hash(data));
        }
    }
}
