import type { Position } from "../api/documents";
import { Fact } from "../parts/Fact";
import { Section } from "../parts/Section";
import { days, percent, usd } from "../words/figures";
import { positionName } from "../words/names";
import { HealthGauge } from "./HealthGauge";
import { Legs } from "./Legs";
import { LiquidationAxis } from "./LiquidationAxis";

export function LoanCard({ loan }: { loan: Position }) {
  const { interestDays, repayUsd, addCollateralUsd } = loan.liquidation ?? {};
  return (
    <Section title={positionName(loan)} class="loan">
      <HealthGauge loan={loan} />
      <LiquidationAxis loan={loan} />
      <dl class="facts">
        <Fact name="Collateral" exact={loan.collateralUsd} as={usd} unit="USD" />
        <Fact name="Debt" exact={loan.debtUsd} as={usd} unit="USD" />
        <Fact name="Loan to value" exact={loan.ltv} as={percent} />
        <Fact name="By interest alone in" exact={interestDays} as={days} unit="days" then="days" />
        <Fact name="Repay to be safe" exact={unlessNothing(repayUsd)} as={usd} unit="USD" />
        <Fact name="Or add collateral" exact={unlessNothing(addCollateralUsd)} as={usd} unit="USD" />
      </dl>
      {loan.disagreement && <p class="trouble">{loan.disagreement}</p>}
      <Legs legs={loan.legs ?? []} of={positionName(loan)} />
    </Section>
  );
}

/** A loan that is safe needs nothing. */
function unlessNothing(exact?: string): string | undefined {
  return exact === "0" ? undefined : exact;
}
