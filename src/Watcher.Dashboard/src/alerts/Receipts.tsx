import type { Delivery, Level } from "../api/documents";
import { Badge } from "../parts/Badge";
import { Link } from "../parts/Link";
import { Table } from "../parts/Table";
import { paths } from "../routes";
import { moment } from "../words/times";

/** Each try to deliver, and what came of it. */
export function Receipts({ deliveries, linked }: { deliveries: Delivery[]; linked?: boolean }) {
  if (deliveries.length === 0) return <p class="none">Nothing was sent.</p>;
  return (
    <Table
      caption="Tries to deliver"
      columns={["Outcome", "Channel", "Try#", "At", "Receipt", ...(linked ? ["Alert"] : [])]}
      rows={deliveries.map(one => cells(one, linked))}
    />
  );
}

function cells(one: Delivery, linked?: boolean) {
  return [
    <Badge level={levelOf(one)} word={one.outcome ?? one.state} />,
    one.channel,
    <span class="figure">{one.attempt}</span>,
    one.at ? (
      <time dateTime={one.at} title={one.at}>
        {moment(one.at)}
      </time>
    ) : (
      "not yet"
    ),
    one.receipt,
    ...(linked ? [one.alert && <Link to={paths.alert(one.alert)}>{one.notification}</Link>] : []),
  ];
}

function levelOf(one: Delivery): Level {
  const outcome = one.outcome ?? one.state;
  if (outcome === "delivered") return "ok";
  return outcome === "rejected" || one.state === "rejected" ? "danger" : "warning";
}
