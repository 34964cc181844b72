import type { Position, WalletReport } from "../api/documents";
import { Balances } from "./Balances";
import { LoanCard } from "./LoanCard";
import { PoolCard } from "./PoolCard";
import { UnknownPosition } from "./UnknownPosition";
import { WhatIf } from "./WhatIf";

/** What cannot be read first, then loans, what if, pools and balances. */
export function Positions({ report, whatIf }: { report: WalletReport; whatIf: boolean }) {
  const unknown = report.positions.filter(position => position.status === "unknown");
  const of = (kind: Position["kind"]) => report.positions.filter(position => position.kind === kind && position.status === "ok");
  const [loans, pools, balances] = [of("lending"), of("liquidity"), of("wallet")];
  const supposing = whatIf && loans.length + pools.length > 0 && <WhatIf report={report} />;
  return (
    <>
      {unknown.map(position => (
        <UnknownPosition position={position} key={position.id} />
      ))}
      {loans.map(loan => (
        <LoanCard loan={loan} key={loan.id} />
      ))}
      {loans.length > 0 && supposing}
      {pools.map(pool => (
        <PoolCard pool={pool} key={pool.id} />
      ))}
      {loans.length === 0 && supposing}
      {balances.map(position => (
        <Balances position={position} key={position.id} />
      ))}
    </>
  );
}
