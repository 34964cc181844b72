import type { Position } from "../api/documents";
import { price } from "../words/figures";

/** A move of prices that liquidates a loan. */
export interface Move {
  name: string;
  change: string;
  /** Of an asset alone: its price there and now. */
  there?: string;
  now?: string;
}

/** Assets by themselves first, then groups, then everything. */
export function movesOf(loan: Position): Move[] {
  const { byAsset = [], byGroup = [], all } = loan.liquidation ?? {};
  return [
    ...byAsset.map(one => ({
      name: one.symbol || one.address || "?",
      change: one.change,
      there: one.priceUsd,
      now: priceNow(loan, one.address, one.symbol),
    })),
    ...byGroup.map(one => ({ name: `group ${one.group}`, change: one.change })),
    ...(all ? [{ name: "all but USD", change: all.change }] : []),
  ];
}

function priceNow(loan: Position, address?: string, symbol?: string): string | undefined {
  return loan.legs?.find(leg => (address ? leg.asset.address === address : leg.asset.symbol === symbol))?.priceUsd;
}

/** For those who hear it. */
export function sentence(move: Move, change: string): string {
  const prices = move.there && move.now ? `, from ${price(move.now)} to ${price(move.there)}` : "";
  return `${move.name}: liquidated by a move of ${change}${prices}`;
}
