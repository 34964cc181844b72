import { useMemo } from "preact/hooks";
import { useAlertsOf } from "../api/alerts";
import type { Report, WalletReport } from "../api/documents";
import { useDocument } from "../api/source";
import { AlertList } from "../alerts/AlertList";
import { chartsOf } from "../history/charts";
import { HistorySection } from "../history/HistorySection";
import { Loading } from "../parts/Loading";
import { Section } from "../parts/Section";
import { isUnknown, worse } from "../words/danger";
import { Positions } from "./Positions";
import { Totals } from "./Totals";
import { UnknownNotice } from "./UnknownNotice";
import { WalletHead } from "./WalletHead";
import { Weights } from "./Weights";

/** Of those that are over the newest: the others are among all alerts. */
const mostOver = 20;

/** Everything of one wallet on one chain. */
export function WalletPage({ chain, wallet }: { chain: string; wallet: string }) {
  const known = useDocument<Report>(`/report?${new URLSearchParams({ wallet, chain })}`);
  const missing = `No wallet ${wallet} is watched on ${chain}`;
  return <Loading known={known}>{({ reports: [report] }) => (report ? <Wallet report={report} /> : <h1>{missing}</h1>)}</Loading>;
}

function Wallet({ report }: { report: WalletReport }) {
  const alerts = useAlertsOf(alert => alert.chain === report.chain && alert.wallet === report.wallet);
  const charts = useMemo(() => chartsOf(report), [report.positions.map(position => position.id).join()]);
  const open = alerts.filter(alert => alert.state !== "resolved").sort(worse);
  const over = alerts.filter(alert => alert.state === "resolved").slice(0, mostOver);
  return (
    <>
      <WalletHead report={report} />
      <UnknownNotice unknown={report.unknown} />
      {report.totals && <Totals totals={report.totals} complete={report.complete} />}
      {open.length > 0 && (
        <Section title="Alerts">
          <AlertList alerts={open} />
        </Section>
      )}
      <Positions report={report} whatIf={!isUnknown(report)} />
      {report.portfolio && report.portfolio.weights.length > 0 && (
        <Section title="Weights">
          <Weights portfolio={report.portfolio} />
        </Section>
      )}
      <HistorySection charts={charts} of={{ wallet: report.wallet, chain: report.chain }} />
      {over.length > 0 && (
        <Section title="Alerts that are over">
          <AlertList alerts={over} />
        </Section>
      )}
    </>
  );
}
