import type { WalletReport } from "../api/documents";
import { useWallet } from "../api/wallets";
import { Standings } from "../parts/Badge";
import { isUnknown } from "../words/danger";
import { walletName } from "../words/names";
import { ago, useNow } from "../words/times";

/** Whose, how it stands, and at which block. */
export function WalletHead({ report }: { report: WalletReport }) {
  const level = useWallet(report.chain, report.wallet)?.level;
  return (
    <header class="subject">
      <h1>{walletName(report)}</h1>
      {level && <Standings level={level} unknown={isUnknown(report)} />}
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
