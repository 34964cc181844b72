import type { Alert, WalletReport } from "../api/documents";
import { Standings } from "../parts/Badge";
import { isCurrent, isUnknown, levelOf } from "../words/danger";
import { walletName } from "../words/names";
import { ago, useNow } from "../words/times";

/** Whose, how it stands, and at which block. */
export function WalletHead({ report, alerts }: { report: WalletReport; alerts: Alert[] }) {
  const liquidatable = report.positions.some(position => position.liquidatable);
  return (
    <header class="subject">
      <h1>{walletName(report)}</h1>
      <Standings level={levelOf(report.status, liquidatable, alerts.filter(isCurrent))} unknown={isUnknown(report)} />
      <p class="where">
        {report.chain} <code>{report.wallet}</code> <At report={report} />
      </p>
    </header>
  );
}

function At({ report: { block } }: { report: WalletReport }) {
  const now = useNow();
  if (!block) return <span class="unknown">no block was read</span>;
  return (
    <span title={`${block.hash}, ${block.timestamp}`}>
      block <span class="figure">{block.number}</span>, {ago(block.timestamp, now)}
    </span>
  );
}
