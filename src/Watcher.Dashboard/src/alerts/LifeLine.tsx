import type { Alert } from "../api/documents";
import { span } from "../words/times";
import { levelOf } from "./words";

/** When it fired, was taken on and ended, on an axis that ends now. */
export function LifeLine({ alert, from, now }: { alert: Alert; from: number; now: number }) {
  const start = Date.parse(alert.firedAt ?? alert.unknownSince ?? "");
  if (isNaN(start)) return <span class="life" aria-hidden="true" />;
  const end = alert.resolvedAt ? Date.parse(alert.resolvedAt) : now;
  const at = (time: number): number => Math.min(100, Math.max(0, ((time - from) / (now - from)) * 100));
  const level = alert.state === "resolved" ? "calm" : levelOf(alert);
  return (
    <span class="life" title={`${span((end - start) / 1000)} of the last ${span((now - from) / 1000)}`} aria-hidden="true">
      <span class={`lived ${level}`} style={{ left: `${at(start)}%`, width: `${Math.max(0.5, at(end) - at(start))}%` }} />
      {alert.unknownSince && (
        <span
          class="lived hatched"
          style={{ left: `${at(Date.parse(alert.unknownSince))}%`, width: `${at(end) - at(Date.parse(alert.unknownSince))}%` }}
        />
      )}
      {alert.acknowledgedAt && <span class="taken" style={{ left: `${at(Date.parse(alert.acknowledgedAt))}%` }} />}
    </span>
  );
}
