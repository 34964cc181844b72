import type { Delivery, Level } from "../api/documents";
import { Badge } from "../parts/Badge";
import { Link } from "../parts/Link";
import { Table } from "../parts/Table";
import { paths } from "../routes";
import { moment } from "../words/times";

interface Props {
  deliveries: Delivery[];
  /** The rule of an alert by its id, where they are of several alerts. */
  rules?: Map<string, string>;
}

/** Each try to deliver, and what came of it. */
export function Receipts({ deliveries, rules }: Props) {
  if (deliveries.length === 0) return <p class="none">Nothing was sent.</p>;
  return (
    <Table
      caption="Tries to deliver"
      columns={["Outcome", "Channel", "Try#", "At", "Receipt", ...(rules ? ["Alert"] : [])]}
      rows={deliveries.map(one => cells(one, rules))}
    />
  );
}

function cells(one: Delivery, rules?: Map<string, string>) {
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
    ...(rules ? [one.alert && <Link to={paths.alert(one.alert)}>{rules.get(one.alert) ?? one.notification}</Link>] : []),
  ];
}

function levelOf(one: Delivery): Level {
  const outcome = one.outcome ?? one.state;
  if (outcome === "delivered") return "ok";
  return outcome === "rejected" || one.state === "rejected" ? "danger" : "warning";
}
