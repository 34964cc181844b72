import type { WalletReport } from "../api/documents";

/** Prices that move by one factor. */
export interface Movable {
  shock: string;
  name: string;
}

/** What may move: everything, the groups that can liquidate, and each asset with a price. */
export function movables(report: WalletReport): Movable[] {
  const groups = report.positions.flatMap(position => position.liquidation?.byGroup.map(row => row.group) ?? []);
  const assets = report.positions
    .flatMap(position => position.legs ?? [])
    .filter(leg => leg.priceUsd && leg.asset.symbol && !["", "0"].includes(leg.raw))
    .map(leg => leg.asset.symbol!);
  return [
    { shock: "all", name: "everything but USD" },
    ...[...new Set(groups)].map(group => ({ shock: `group:${group}`, name: `group ${group}` })),
    ...[...new Set(assets)].map(symbol => ({ shock: symbol, name: symbol })),
  ];
}
