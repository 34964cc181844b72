import type { Alert, Alerts } from "./documents";
import { useDocument, type Known } from "./source";

/** However many others there are: what fires is never cut off. */
export function useFiring(): Known<Alerts> {
  return useDocument<Alerts>("/alerts?state=firing&limit=10000");
}

/** Those of a wallet on a chain, newest first: all that fire, and of the others those among the newest thousand. */
export function useAlertsOf(chain: string, wallet: string): Alert[] {
  const firing = useFiring().document?.alerts ?? [];
  const others = useDocument<Alerts>("/alerts?limit=1000").document?.alerts ?? [];
  return [...firing, ...others.filter(alert => alert.state !== "firing")].filter(alert => alert.chain === chain && alert.wallet === wallet);
}
