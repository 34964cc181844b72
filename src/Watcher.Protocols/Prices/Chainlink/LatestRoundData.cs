using Watcher.Evm;
using Watcher.Evm.Abi;

namespace Watcher.Protocols.Prices.Chainlink;

sealed record LatestRoundData() : Call<Round>("latestRoundData()", "(uint80,int256,uint256,uint256,uint80)")
{
    protected override Round Decode(ref AbiReader reader)
    {
        reader.UInt(80);
        var round = new Round(reader.Int256(), reader.UInt256(), reader.UInt256());
        reader.UInt(80);
        return round;
    }
}
