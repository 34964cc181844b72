import type { Alert, Move, Severity, WalletLine } from "../api/documents";

/** From the worst to the best. What is not known stands before all that is well. */
export const levels = ["danger", "warning", "unknown", "notice", "ok"] as const;

export type Level = (typeof levels)[number];

/** A wallet on a chain, and how near it is to trouble. */
export interface Standing {
  line: WalletLine;
  level: Level;
  /** To sort by; infinite where no move liquidates. */
  distance: number;
  /** Those that fire now. */
  alerts: Alert[];
}

/** The nearest danger first. */
export function standingsOf(lines: WalletLine[], alerts: Alert[]): Standing[] {
  const firing = Map.groupBy(alerts.filter(isCurrent).sort(worse), alert => `${alert.chain}/${alert.wallet}`);
  return lines.map(line => standingOf(line, firing.get(`${line.chain}/${line.wallet}`) ?? [])).sort(nearer);
}

function standingOf(line: WalletLine, alerts: Alert[]): Standing {
  return {
    line,
    alerts,
    distance: Number(line.nearest?.liquidationDistance ?? Infinity),
    level: levelOf(line.status, line.nearest?.liquidatable === true, alerts),
  };
}

/** Of a wallet of which these alerts fire. */
export function levelOf(status: WalletLine["status"], liquidatable: boolean, alerts: Alert[]): Level {
  const fires = (severity: string): boolean => alerts.some(alert => alert.severity === severity);
  if (liquidatable || fires("critical")) return "danger";
  if (fires("warning")) return "warning";
  if (status === "unknown") return "unknown";
  if (fires("info")) return "notice";
  return status === "breach" ? "warning" : "ok";
}

const severities: Severity[] = ["critical", "warning", "info"];

/** Orders alerts by how bad they are. */
export function worse(one: Alert, other: Alert): number {
  return severities.indexOf(one.severity) - severities.indexOf(other.severity);
}

export function isUnknown({ status }: { status: WalletLine["status"] }): boolean {
  return status === "unknown";
}

/** Fires, and is not an event that somebody has taken note of: events have no end. */
export function isCurrent(alert: Alert): boolean {
  return alert.state === "firing" && (alert.metric !== undefined || !alert.acknowledged);
}

function nearer(one: Standing, other: Standing): number {
  return (
    levels.indexOf(one.level) - levels.indexOf(other.level) ||
    compare(one.distance, other.distance) ||
    Number(other.line.totals?.netUsd ?? 0) - Number(one.line.totals?.netUsd ?? 0)
  );
}

/** Infinity less Infinity is no number. */
function compare(one: number, other: number): number {
  return one === other ? 0 : one - other;
}

/** What moves. */
export function moved(move: Move): string {
  if (move.group === "all") return "everything but USD";
  return move.group ? `group ${move.group}` : move.symbol || move.address || "?";
}
