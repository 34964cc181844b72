import type { Alert, Level } from "../api/documents";
import { ratio } from "../words/figures";
import { short, walletName } from "../words/names";

const levels: Record<Alert["severity"], Level> = { critical: "danger", warning: "warning", info: "notice" };

export function levelOf(alert: Alert): Level {
  if (alert.state === "resolved") return "ok";
  return alert.state === "pending" && alert.unknownSince ? "unknown" : levels[alert.severity];
}

/** How bad, and where it stands. */
export function wordOf(alert: Alert): string {
  if (alert.state === "resolved") return "resolved";
  return alert.state === "pending" ? (alert.unknownSince ? "UNKNOWN" : `${alert.severity}, pending`) : alert.severity;
}

export function subjectOf(alert: Alert): string {
  const whose = walletName(alert);
  const where = [alert.chain && `on ${alert.chain}`, alert.channel && `channel ${alert.channel}`, alert.position && pathOf(alert.position)];
  return [whose, ...where].filter(Boolean).join(" ");
}

/** A position's id without its chain, its addresses short. */
function pathOf(position: string): string {
  return position.split("/").slice(1).map(short).join("/");
}

export function valueOf(alert: Alert): string {
  if (alert.metric === undefined) return "";
  const value = alert.value === undefined ? "" : ` ${ratio(alert.value)}`;
  return `${alert.metric}${value}${alert.threshold === undefined ? "" : `, threshold ${ratio(alert.threshold)}`}`;
}
