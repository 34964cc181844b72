// Prints, per chain id, every address that the protocols' own packages publish, and the symbols of tokens. Run in the folder of the packages.
const { createRequire } = require('module');
const fromHere = createRequire(process.cwd() + '/');
const aave = fromHere('@aave-dao/aave-address-book');
const uniswap = fromHere('@uniswap/sdk-core');
const viem = fromHere('viem/chains');
const { getAddress } = fromHere('viem');

const markets = {
  1: ['AaveV3Ethereum', 'AaveV3EthereumLido', 'AaveV3EthereumEtherFi'],
  42161: ['AaveV3Arbitrum'], 8453: ['AaveV3Base'], 10: ['AaveV3Optimism'], 137: ['AaveV3Polygon'],
};
// The address book names these as its markets list them; the tokens call themselves otherwise.
const alsoCalled = { USDC: ['USDC.e'], USDCn: ['USDC'], USDT0: ['USDT'], WPOL: ['WPOL'] };

const result = {};
for (const [chainId, names] of Object.entries(markets)) {
  const symbols = {};
  const name = (address, ...given) => { (symbols[getAddress(address.toLowerCase())] ??= []).push(...given); };
  const all = [];
  for (const market of names.map(n => aave[n])) {
    all.push(market.POOL_ADDRESSES_PROVIDER);
    for (const [symbol, asset] of Object.entries(market.ASSETS)) name(asset.UNDERLYING, symbol, ...(alsoCalled[symbol] ?? []));
  }
  const weth = uniswap.WETH9[chainId];
  if (weth) name(weth.address, weth.symbol);
  all.push(uniswap.V2_FACTORY_ADDRESSES[chainId], uniswap.V3_CORE_FACTORY_ADDRESSES[chainId], uniswap.NONFUNGIBLE_POSITION_MANAGER_ADDRESSES[chainId]);
  const chain = Object.values(viem).find(c => c.id === Number(chainId) && c.contracts?.multicall3);
  all.push(chain.contracts.multicall3.address, ...Object.keys(symbols));
  result[chainId] = { all: all.map(a => getAddress(a.toLowerCase())), symbols };
}
process.stdout.write(JSON.stringify(result));
