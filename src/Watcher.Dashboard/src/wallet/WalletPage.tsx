import type { Alerts, Report, WalletReport } from "../api/documents";
import { useDocument } from "../api/source";
import { AlertList } from "../alerts/AlertList";
import { Standings } from "../parts/Badge";
import { Loading } from "../parts/Loading";
import { Section } from "../parts/Section";
import { isCurrent, isUnknown, levelOf } from "../words/danger";
import { walletName } from "../words/names";
import { ago, useNow } from "../words/times";
import { Balances } from "./Balances";
import { HistorySection } from "./HistorySection";
import { LoanCard } from "./LoanCard";
import { PoolCard } from "./PoolCard";
import { Totals } from "./Totals";
import { UnknownNotice } from "./UnknownNotice";
import { UnknownPosition } from "./UnknownPosition";
import { Weights } from "./Weights";
import { WhatIf } from "./WhatIf";

/** Everything of one wallet on one chain. */
export function WalletPage({ chain, wallet }: { chain: string; wallet: string }) {
  const known = useDocument<Report>(`/report?${new URLSearchParams({ wallet, chain })}`);
  return (
    <Loading known={known}>
      {({ reports: [report] }) => (report ? <Wallet report={report} /> : <h1>No wallet {wallet} is watched on {chain}</h1>)}
    </Loading>
  );
}

function Wallet({ report }: { report: WalletReport }) {
  const { document } = useDocument<Alerts>("/alerts?limit=1000");
  const alerts = (document?.alerts ?? []).filter(alert => alert.chain === report.chain && alert.wallet === report.wallet);
  const level = levelOf(report.status, report.positions.some(position => position.liquidatable), alerts.filter(isCurrent));
  const of = (kind: string) => report.positions.filter(position => position.kind === kind && position.status === "ok");
  const [loans, pools, balances] = [of("lending"), of("liquidity"), of("wallet")];
  return (
    <>
      <header class="subject">
        <h1>{walletName(report)}</h1>
        <Standings level={level} unknown={isUnknown(report)} />
        <p class="where">{report.chain} <code>{report.wallet}</code> <At report={report} /></p>
      </header>
      <UnknownNotice unknown={report.unknown} />
      {report.totals && <Totals totals={report.totals} complete={report.complete} />}
      {alerts.some(alert => alert.state !== "resolved") && <Section title="Alerts"><AlertList alerts={alerts.filter(alert => alert.state !== "resolved")} /></Section>}
      {report.positions.filter(position => position.status === "unknown").map(position => <UnknownPosition position={position} key={position.id} />)}
      {loans.map(loan => <LoanCard loan={loan} key={loan.id} />)}
      {loans.length + pools.length > 0 && !isUnknown(report) && <WhatIf report={report} />}
      {pools.map(pool => <PoolCard pool={pool} key={pool.id} />)}
      {report.portfolio && report.portfolio.weights.length > 0 && <Section title="Weights"><Weights portfolio={report.portfolio} /></Section>}
      {balances.map(position => <Balances position={position} key={position.id} />)}
      <HistorySection report={report} />
      {alerts.some(alert => alert.state === "resolved") && <Section title="Alerts that are over"><AlertList alerts={alerts.filter(alert => alert.state === "resolved")} /></Section>}
    </>
  );
}

function At({ report: { block } }: { report: WalletReport }) {
  const now = useNow();
  return block ? <span title={`${block.hash}, ${block.timestamp}`}>block <span class="figure">{block.number}</span>, {ago(block.timestamp, now)}</span> : <span class="unknown">no block was read</span>;
}
