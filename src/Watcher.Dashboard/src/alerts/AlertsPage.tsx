import type { Delivery } from "../api/documents";
import { useDocument } from "../api/source";
import { Loading } from "../parts/Loading";
import { Section } from "../parts/Section";
import { AlertSection } from "./AlertSection";
import { Receipts } from "./Receipts";

/** Alerts now and past, and what was sent of them. */
export function AlertsPage() {
  return (
    <>
      <h1>Alerts</h1>
      <AlertSection title="Firing" path="/alerts?state=firing&limit=10000" none="Nothing fires." />
      <AlertSection title="Pending or UNKNOWN" path="/alerts?state=pending&limit=1000" />
      <AlertSection title="Over" path="/alerts?state=resolved&limit=1000" />
      <LastSent />
    </>
  );
}

/** Of each message the newest try; the others are with its alert. */
function lastTries(deliveries: Delivery[]): Delivery[] {
  const tries = Map.groupBy(deliveries, one => `${one.channel} ${one.notification}`);
  return [...tries.values()].map(of => of.reduce((one, other) => ((other.attempt ?? 0) > (one.attempt ?? 0) ? other : one)));
}

function LastSent() {
  const known = useDocument<{ deliveries: Delivery[] }>("/deliveries?limit=20");
  return (
    <Section title="Last sent">
      <Loading known={known}>{({ deliveries }) => <Receipts deliveries={lastTries(deliveries)} linked />}</Loading>
    </Section>
  );
}
