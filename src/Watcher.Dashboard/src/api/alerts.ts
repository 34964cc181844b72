import type { Alert, Alerts } from "./documents";
import { useDocument, type Known } from "./source";

/** However many others there are: what fires is never cut off. */
export function useFiring(): Known<Alerts> {
  return useDocument<Alerts>("/alerts?state=firing&limit=10000");
}

/** Those that fit, newest first: all that fire, and of the others those among the newest thousand. */
export function useAlertsOf(fits: (alert: Alert) => boolean): Alert[] {
  const firing = useFiring().document?.alerts ?? [];
  const others = useDocument<Alerts>("/alerts?limit=1000").document?.alerts ?? [];
  return [...firing, ...others.filter(alert => alert.state !== "firing")].filter(fits);
}
