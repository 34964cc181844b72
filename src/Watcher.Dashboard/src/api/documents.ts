/** The documents of the API as this page reads them. Figures are decimal strings and stay so; what does not apply is absent. */

export interface Block {
  number: number;
  hash: string;
  timestamp: string;
}

export interface Asset {
  symbol?: string;
  address?: string;
  decimals?: number;
}

export interface Leg {
  role: "collateral" | "supplied" | "debt" | "token" | "fee" | "balance";
  asset: Asset;
  raw: string;
  amount?: string;
  priceUsd?: string;
  marketPriceUsd?: string;
  valueUsd?: string;
  liquidationThreshold?: string;
}

export interface Liquidation {
  byAsset: { symbol?: string; address?: string; priceUsd: string; change: string }[];
  byGroup: { group: string; change: string }[];
  all?: { change: string };
  interestDays?: string;
  repayUsd?: string;
  addCollateralUsd?: string;
}

export interface Position {
  id: string;
  protocol: string;
  name?: string;
  kind: "lending" | "liquidity" | "wallet";
  status: "ok" | "unknown";
  lastGood?: Block;
  legs?: Leg[];
  valueUsd?: string;
  collateralUsd?: string;
  debtUsd?: string;
  healthFactor?: string;
  ltv?: string;
  collateralRatio?: string;
  liquidatable?: boolean;
  liquidationDistance?: string;
  liquidation?: Liquidation;
  disagreement?: string;
  pool?: string;
  tokenId?: string;
  share?: string;
  inRange?: boolean;
  tick?: number;
  tickLower?: number;
  tickUpper?: number;
  imbalance?: string;
  spotDeviation?: string;
  rangeDistance?: { down: string; up: string };
}

export interface Weight {
  symbol?: string;
  address?: string;
  weight: string;
  target?: string;
  drift?: string;
}

export interface Portfolio {
  weights: Weight[];
  maxDrift?: string;
  turnover?: string;
  concentration?: string;
}

export interface Breach {
  rule: string;
  position?: string;
  metric: string;
  value: string;
  condition: string;
}

export interface Unknown {
  what: string;
  reason: string;
  why: string;
  since: string;
}

export interface Totals {
  assetsUsd: string;
  debtUsd: string;
  netUsd: string;
}

export interface WalletReport {
  wallet: string;
  label?: string;
  chain: string;
  chainId: number;
  block?: Block;
  status: "ok" | "breach" | "unknown";
  complete: boolean;
  totals?: Totals;
  positions: Position[];
  portfolio?: Portfolio;
  breaches: Breach[];
  unknown: Unknown[];
}

export interface PortfolioReport extends Partial<Portfolio> {
  label: string;
  status: "ok" | "breach" | "unknown";
  complete: boolean;
  totals?: Totals;
  breaches: Breach[];
}

/** The smallest move of prices that liquidates a loan: of an asset alone or of a group. */
export interface Move {
  symbol?: string;
  address?: string;
  group?: string;
  change: string;
}

export interface NearestLoan {
  position: string;
  protocol: string;
  name: string;
  healthFactor: string;
  liquidationDistance: string;
  liquidatable: boolean;
  move: Move;
}

/** How near to trouble a wallet is, the worst first. What is not known stands before all that is well. */
export type Level = "danger" | "warning" | "unknown" | "notice" | "ok";

/** A wallet in a few fields. */
export interface WalletLine {
  wallet: string;
  label?: string;
  chain: string;
  block?: Block;
  level: Level;
  status: "ok" | "breach" | "unknown";
  complete: boolean;
  totals?: Totals;
  nearest?: NearestLoan;
  /** Rules whose alerts fire, the most severe first, and rules whose conditions hold. */
  firing: string[];
  /** Those of them that are events: they fire until somebody takes note. */
  happened?: string[];
  rules: string[];
  unknownSince?: string;
}

/** The nearest danger first; the sums are of all that fit, also of those beyond the limit. */
export interface Wallets {
  total: number;
  unread: number;
  levels: Partial<Record<Level, number>>;
  /** The first of them with a loan that a move of prices liquidates. */
  first?: WalletLine;
  wallets: WalletLine[];
  portfolios: PortfolioReport[];
}

export interface Report {
  reports: WalletReport[];
}

export type Severity = "critical" | "warning" | "info";

export interface Alert {
  id: string;
  rule: string;
  severity: Severity;
  wallet?: string;
  label?: string;
  chain?: string;
  position?: string;
  channel?: string;
  metric?: string;
  state: "pending" | "firing" | "resolved";
  /** It happened, and has no end. */
  event?: boolean;
  unknownSince?: string;
  value?: string;
  threshold?: string;
  firedAt?: string;
  resolvedAt?: string;
  clearSince?: string;
  acknowledged: boolean;
  acknowledgedAt?: string;
  silenced: boolean;
  silencedUntil?: string;
  block?: Block;
}

export interface Alerts {
  alerts: Alert[];
}

export interface Transition {
  at: string;
  from: string;
  to: string;
  reason: string;
  block?: Block;
}

export interface Delivery {
  channel: string;
  notification: string;
  state: string;
  attempt?: number;
  at?: string;
  outcome?: string;
  receipt?: string;
  alert?: string;
}

export interface AlertLife extends Alert {
  evidence?: unknown;
  transitions: Transition[];
  deliveries: Delivery[];
}

export interface Silence {
  id: number;
  active: boolean;
  rule?: string;
  subject?: string;
  wallet?: string;
  protocol?: string;
  chain?: string;
  unknown: boolean;
  note?: string;
  created: string;
  until: string;
  ended?: string;
}

export interface Sample {
  block: number;
  blockHash: string;
  timestamp: string;
  value?: string;
}

export interface Series {
  position?: string;
  wallet?: string;
  chain?: string;
  metric: string;
  unit: string;
  samples: Sample[];
}

export interface History {
  series: Series[];
}

export interface Endpoint {
  name: string;
  healthy: boolean;
  head?: number;
  failure?: string;
}

export interface CallsSpent {
  endpoint: string;
  spent: number;
  allowed: number;
}

export interface Chain {
  chain: string;
  ready: boolean;
  lastGoodAt?: string;
  block?: Block;
  why?: string;
  endpoints: Endpoint[];
  heads?: { name: string; listening: boolean; failure?: string }[];
  plan?: {
    stretched: boolean;
    calls: CallsSpent[];
    wallets: { wallet: string; every: string; distance?: string; readAt?: string; dueAt?: string }[];
  };
}

export interface Channel {
  channel: string;
  healthy: boolean;
  pending: number;
  rejected: number;
  why?: string;
  lastError?: string;
  lastSuccessAt?: string;
}

export interface Rule {
  name: string;
  builtIn: boolean;
  severity: Severity;
  when: string;
  clear?: string;
  covers: { subjects?: number; pending: number; firing: number; unknown: number; acknowledged: number; silenced: number };
}
