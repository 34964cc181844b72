import type { Alert, Move, Severity, WalletLine } from "../api/documents";

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
  return alert.state === "firing" && !(alert.event && alert.acknowledged);
}

/** What moves. */
export function moved(move: Move): string {
  if (move.group === "all") return "everything but USD";
  return move.group ? `group ${move.group}` : move.symbol || move.address || "?";
}
