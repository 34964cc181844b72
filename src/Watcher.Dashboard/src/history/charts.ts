import type { Position, WalletReport } from "../api/documents";
import { change, distance, health, percent, usd } from "../words/figures";

export interface Metric {
  name: string;
  words: string;
  as: (exact: string) => string;
  /** Which sample of a step stands for it where one is worse than the others; absent: the last. */
  worst?: "min" | "max";
}

export interface Chart {
  key: string;
  metric: Metric;
  position?: Position;
}

export interface Span {
  name: string;
  asked: Record<string, string>;
}

/** Each step is chosen so that no more than a thousand samples come back. */
export const spans: Span[] = [
  { name: "1 h", asked: { since: "1h" } },
  { name: "24 h", asked: { since: "24h", every: "2m" } },
  { name: "7 d", asked: { since: "7d", every: "12m" } },
  { name: "30 d", asked: { since: "30d", every: "1h" } },
  { name: "1 y", asked: { since: "365d", every: "12h" } },
];

const loan: Metric[] = [
  { name: "healthFactor", words: "Health factor", as: health, worst: "min" },
  { name: "liquidationDistance", words: "Distance to liquidation", as: distance, worst: "min" },
  { name: "debtUsd", words: "Debt", as: usd },
  { name: "collateralUsd", words: "Collateral", as: usd },
];

const liquidity: Metric[] = [
  { name: "valueUsd", words: "Value", as: usd },
  { name: "imbalance", words: "Imbalance", as: percent, worst: "max" },
  { name: "spotDeviation", words: "Pool's price over the market's", as: change },
];

const whole: Metric[] = [
  { name: "netUsd", words: "Net worth", as: usd },
  { name: "maxDrift", words: "Largest drift", as: percent, worst: "max" },
  { name: "concentration", words: "Concentration", as: percent },
];

const portfolio: Metric[] = [
  ...whole,
  { name: "turnover", words: "Turnover to the targets", as: percent, worst: "max" },
  { name: "assetsUsd", words: "Assets", as: usd },
  { name: "totalDebtUsd", words: "Debt", as: usd },
];

export const chartsOfPortfolio: Chart[] = portfolio.map(metric => ({ key: metric.name, metric }));

/** What can be drawn of a wallet: its loans first, those with debt before the others. */
export function chartsOf(report: WalletReport): Chart[] {
  const of = (kind: string, metrics: Metric[]): Chart[] =>
    report.positions
      .filter(position => position.kind === kind)
      .flatMap(position => metrics.map(metric => ({ key: `${metric.name} ${position.id}`, metric, position })));
  const all = whole.map(metric => ({ key: metric.name, metric }));
  const owes = report.positions.some(position => position.kind === "lending" && position.healthFactor !== "Infinity");
  return owes
    ? [...of("lending", loan), ...all, ...of("liquidity", liquidity)]
    : [...all, ...of("liquidity", liquidity), ...of("lending", loan)];
}
