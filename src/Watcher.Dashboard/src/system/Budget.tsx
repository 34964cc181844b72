import type { Chain } from "../api/documents";
import { Badge } from "../parts/Badge";
import { Figure } from "../parts/Figure";
import { Table } from "../parts/Table";
import { count, distance } from "../words/figures";
import { short } from "../words/names";

/** More would be a list that nobody reads. */
const most = 50;

type Plan = NonNullable<Chain["plan"]>;

function nearest(wallets: Plan["wallets"]): Plan["wallets"] {
  return wallets.toSorted((one, other) => Number(one.distance ?? Infinity) - Number(other.distance ?? Infinity) || 0).slice(0, most);
}

/** What calls are spent on, and who is read how often for it. */
export function Budget({ plan }: { plan: Plan }) {
  return (
    <>
      <h3>Call budget {plan.stretched && <Badge level="warning" word="stretched" />}</h3>
      <Table
        caption="Calls in the last 24 hours"
        columns={["Endpoint", "Spent#", "Allowed#", "Used"]}
        rows={plan.calls.map(one => [
          one.endpoint,
          <span class="figure">{count(String(one.spent))}</span>,
          <span class="figure">{count(String(one.allowed))}</span>,
          <meter min={0} max={one.allowed} value={Math.min(one.spent, one.allowed)} aria-label={`${one.endpoint}: calls spent`} />,
        ])}
      />
      <details>
        <summary>How often each wallet is read</summary>
        <Table
          caption="How often each wallet is read"
          columns={["Wallet", "Every", "Distance#"]}
          rows={nearest(plan.wallets).map(one => [
            <code title={one.wallet}>{short(one.wallet)}</code>,
            one.every,
            one.distance && <Figure exact={one.distance} as={distance} />,
          ])}
        />
      </details>
    </>
  );
}
