import type { Alerts, Delivery } from "../api/documents";
import { useDocument } from "../api/source";
import { Loading } from "../parts/Loading";
import { Section } from "../parts/Section";
import { AlertSection } from "./AlertSection";
import { Receipts } from "./Receipts";

const [firing, pending, over] = ["/alerts?state=firing&limit=10000", "/alerts?state=pending&limit=1000", "/alerts?state=resolved&limit=1000"] as const;

/** Alerts now and past, and what was sent of them. */
export function AlertsPage() {
  return (
    <>
      <h1>Alerts</h1>
      <AlertSection title="Firing" path={firing} none="Nothing fires." />
      <AlertSection title="Pending or UNKNOWN" path={pending} />
      <AlertSection title="Over" path={over} />
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
  const alerts = [useDocument<Alerts>(firing), useDocument<Alerts>(pending), useDocument<Alerts>(over)].flatMap(one => one.document?.alerts ?? []);
  const rules = new Map(alerts.map(alert => [alert.id, alert.rule]));
  return (
    <Section title="Last sent">
      <Loading known={known}>{({ deliveries }) => <Receipts deliveries={lastTries(deliveries)} rules={rules} />}</Loading>
    </Section>
  );
}
