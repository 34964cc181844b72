import { useState } from "preact/hooks";
import type { Alerts, Delivery } from "../api/documents";
import { useDocument } from "../api/source";
import { Loading } from "../parts/Loading";
import { Section } from "../parts/Section";
import { AlertList } from "./AlertList";
import { Receipts } from "./Receipts";

const page = 30;

/** Alerts now and past, and what was sent of them. */
export function AlertsPage() {
  const known = useDocument<Alerts>("/alerts?limit=1000");
  return (
    <>
      <h1>Alerts</h1>
      <Loading known={known}>{({ alerts }) => <Lists alerts={alerts} />}</Loading>
      <LastSent />
    </>
  );
}

function Lists({ alerts }: Alerts) {
  const [most, set] = useState(page);
  const open = alerts.filter(alert => alert.state !== "resolved");
  const over = alerts.filter(alert => alert.state === "resolved");
  return (
    <>
      <Section title="Open">{open.length > 0 ? <AlertList alerts={open} /> : <p class="none">Nothing is open.</p>}</Section>
      {over.length > 0 && (
        <Section title="Over">
          <AlertList alerts={over.slice(0, most)} />
          {over.length > most && <button type="button" class="wide" onClick={() => set(most + page)}>Show {Math.min(page, over.length - most)} more of {over.length - most}</button>}
        </Section>
      )}
    </>
  );
}

function LastSent() {
  const known = useDocument<{ deliveries: Delivery[] }>("/deliveries?limit=20");
  return <Section title="Last sent"><Loading known={known}>{({ deliveries }) => <Receipts deliveries={deliveries} linked />}</Loading></Section>;
}
