import type { Asset, Position } from "../api/documents";

/** 0x9859…58cE. */
export function short(address: string): string {
  return address.length > 12 ? `${address.slice(0, 6)}…${address.slice(-4)}` : address;
}

export function walletName(wallet: { label?: string; wallet?: string }): string {
  return wallet.label ?? (wallet.wallet ? short(wallet.wallet) : "");
}

export function assetName(asset: Asset): string {
  return asset.symbol || (asset.address ? short(asset.address) : "?");
}

/** Of a row of weights: an asset, or a group of them. */
export function rowName(row: Asset): string {
  return row.symbol?.startsWith("group:") ? row.symbol.replace(":", " ") : assetName(row);
}

/** The lender or exchange, its deployment, and which of its positions. */
export function positionName(position: Position): string {
  if (position.kind === "wallet") return "balances";
  const pair =
    position.kind === "liquidity"
      ? tokens(position)
          .map(leg => assetName(leg.asset))
          .join(" / ")
      : "";
  return [position.protocol, position.name, pair, position.tokenId && `#${position.tokenId}`].filter(Boolean).join(" ");
}

export function tokens(position: Position) {
  return (position.legs ?? []).filter(leg => leg.role === "token");
}
