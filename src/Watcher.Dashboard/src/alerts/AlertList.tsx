import type { Alert } from "../api/documents";
import { useNow } from "../words/times";
import { AlertItem } from "./AlertItem";

/** No axis of lives is shorter or longer. */
const [hour, month] = [3_600_000, 30 * 86_400_000];

/** Alerts with their lives on one axis of time, up to now. */
export function AlertList({ alerts }: { alerts: Alert[] }) {
  const now = useNow(10_000);
  const first = Math.min(now, ...alerts.map(alert => Date.parse(alert.firedAt ?? alert.unknownSince ?? "")).filter(time => !isNaN(time)));
  const from = now - Math.min(month, Math.max(hour, (now - first) * 1.05));
  return (
    <ul class="alerts">
      {alerts.map(alert => (
        <AlertItem alert={alert} from={from} now={now} key={alert.id} />
      ))}
    </ul>
  );
}
