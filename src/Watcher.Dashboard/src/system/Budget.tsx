import type { Chain } from "../api/documents";
import { Badge } from "../parts/Badge";
import { Table } from "../parts/Table";
import { count } from "../words/figures";
import { short } from "../words/names";

/** What calls are spent on, and who is read how often for it. */
export function Budget({ plan }: { plan: NonNullable<Chain["plan"]> }) {
  return (
    <>
      <h3>Call budget {plan.stretched && <Badge level="warning" word="stretched" />}</h3>
      <Table caption="Calls in the last 24 hours" columns={["Endpoint", "Spent#", "Allowed#", "Used"]} rows={plan.calls.map(one => [
        one.endpoint, <span class="figure">{count(String(one.spent))}</span>, <span class="figure">{count(String(one.allowed))}</span>,
        <meter min={0} max={one.allowed} value={Math.min(one.spent, one.allowed)} aria-label={`${one.endpoint}: calls spent`} />,
      ])} />
      <Table caption="How often each wallet is read" columns={["Wallet", "Every", "Distance#"]} rows={plan.wallets.slice(0, 50).map(one => [
        <code title={one.wallet}>{short(one.wallet)}</code>, one.every, one.distance ?? "",
      ])} />
    </>
  );
}
