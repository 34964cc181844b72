import type { Totals as Sums } from "../api/documents";
import { Fact } from "../parts/Fact";
import { usd } from "../words/figures";

export function Totals({ totals, complete }: { totals: Sums; complete: boolean }) {
  return (
    <dl class="facts">
      <Fact name="Net worth" exact={totals.netUsd} as={usd} unit="USD" />
      <Fact name="Assets" exact={totals.assetsUsd} as={usd} unit="USD" />
      <Fact name="Debt" exact={totals.debtUsd} as={usd} unit="USD" />
      {!complete && (
        <div>
          <dt>Not counted</dt>
          <dd class="words">tokens without a price</dd>
        </div>
      )}
    </dl>
  );
}
