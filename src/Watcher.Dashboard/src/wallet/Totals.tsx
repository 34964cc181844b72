import type { Totals as Sums } from "../api/documents";
import { Figure } from "../parts/Figure";
import { usd } from "../words/figures";

export function Totals({ totals, complete }: { totals: Sums; complete: boolean }) {
  return (
    <dl class="facts">
      <div><dt>Net worth</dt><dd><Figure exact={totals.netUsd} as={usd} unit="USD" /></dd></div>
      <div><dt>Assets</dt><dd><Figure exact={totals.assetsUsd} as={usd} unit="USD" /></dd></div>
      <div><dt>Debt</dt><dd><Figure exact={totals.debtUsd} as={usd} unit="USD" /></dd></div>
      {!complete && <div><dt>Not counted</dt><dd class="words">tokens without a price</dd></div>}
    </dl>
  );
}
