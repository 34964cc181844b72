import type { Alert, Position, WalletReport } from "../api/documents";

/** From the worst to the best. What is not known stands before all that is well. */
export const levels = ["danger", "warning", "unknown", "notice", "ok"] as const;

export type Level = (typeof levels)[number];

/** A wallet on a chain, and how near it is to trouble. */
export interface Standing {
  report: WalletReport;
  level: Level;
  /** The loan that is liquidated first, where one can be. */
  loan?: Position;
  /** Its distance as a number to sort by; infinite where none is. */
  distance: number;
  /** Those that fire now. */
  alerts: Alert[];
}

/** The nearest danger first. */
export function standingsOf(reports: WalletReport[], alerts: Alert[]): Standing[] {
  const firing = Map.groupBy(alerts.filter(isCurrent), alert => `${alert.chain}/${alert.wallet}`);
  return reports.map(report => standingOf(report, firing.get(`${report.chain}/${report.wallet}`) ?? [])).sort(nearer);
}

export function standingOf(report: WalletReport, alerts: Alert[]): Standing {
  const loan = nearestLoan(report.positions);
  return { report, loan, alerts, distance: loan ? Number(loan.liquidationDistance) : Infinity, level: levelOf(report, loan, alerts) };
}

export function isUnknown(report: WalletReport): boolean {
  return report.status === "unknown";
}

function levelOf(report: WalletReport, loan: Position | undefined, alerts: Alert[]): Level {
  const fires = (severity: string): boolean => alerts.some(alert => alert.severity === severity);
  if (loan?.liquidatable || fires("critical")) return "danger";
  if (fires("warning")) return "warning";
  if (isUnknown(report)) return "unknown";
  if (fires("info")) return "notice";
  return report.status === "breach" ? "warning" : "ok";
}

/** Fires, and is not an event that somebody has taken note of: events have no end. */
export function isCurrent(alert: Alert): boolean {
  return alert.state === "firing" && (alert.metric !== undefined || !alert.acknowledged);
}

export function nearestLoan(positions: Position[]): Position | undefined {
  return positions.filter(position => isFinite(Number(position.liquidationDistance ?? "Infinity")))
    .sort((one, other) => Number(one.liquidationDistance) - Number(other.liquidationDistance))[0];
}

function nearer(one: Standing, other: Standing): number {
  return levels.indexOf(one.level) - levels.indexOf(other.level) || compare(one.distance, other.distance)
    || Number(other.report.totals?.netUsd ?? 0) - Number(one.report.totals?.netUsd ?? 0);
}

/** Infinity less Infinity is no number. */
function compare(one: number, other: number): number {
  return one === other ? 0 : one - other;
}

/** The move that liquidates first: what moves, and by how much. */
export function nearestMove(loan: Position): { what: string; change: string } | undefined {
  const { byAsset = [], byGroup = [], all } = loan.liquidation ?? {};
  const moves = [
    ...byAsset.map(one => ({ what: one.symbol || one.address || "?", change: one.change })),
    ...byGroup.map(one => ({ what: `group ${one.group}`, change: one.change })),
    ...(all ? [{ what: "everything but USD", change: all.change }] : []),
  ];
  return moves.sort((one, other) => Math.abs(Number(one.change)) - Math.abs(Number(other.change)))[0];
}
