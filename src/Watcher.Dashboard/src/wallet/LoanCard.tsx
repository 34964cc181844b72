import type { Position } from "../api/documents";
import { Figure } from "../parts/Figure";
import { Section } from "../parts/Section";
import { days, percent, usd } from "../words/figures";
import { positionName } from "../words/names";
import { HealthGauge } from "./HealthGauge";
import { Legs } from "./Legs";
import { LiquidationAxis } from "./LiquidationAxis";

export function LoanCard({ loan }: { loan: Position }) {
  const { liquidation } = loan;
  return (
    <Section title={positionName(loan)} class="loan">
      <HealthGauge loan={loan} />
      <LiquidationAxis loan={loan} />
      <dl class="facts">
        <div><dt>Collateral</dt><dd><Figure exact={loan.collateralUsd} as={usd} unit="USD" /></dd></div>
        <div><dt>Debt</dt><dd><Figure exact={loan.debtUsd} as={usd} unit="USD" /></dd></div>
        <div><dt>Loan to value</dt><dd><Figure exact={loan.ltv} as={percent} /></dd></div>
        {liquidation?.interestDays && <div><dt>By interest alone in</dt><dd><Figure exact={liquidation.interestDays} as={days} unit="days" /> days</dd></div>}
        {liquidation?.repayUsd && <div><dt>Repay to be safe</dt><dd><Figure exact={liquidation.repayUsd} as={usd} unit="USD" /></dd></div>}
        {liquidation?.addCollateralUsd && <div><dt>Or add collateral</dt><dd><Figure exact={liquidation.addCollateralUsd} as={usd} unit="USD" /></dd></div>}
      </dl>
      {loan.disagreement && <p class="trouble">{loan.disagreement}</p>}
      <Legs legs={loan.legs ?? []} of={positionName(loan)} />
    </Section>
  );
}
