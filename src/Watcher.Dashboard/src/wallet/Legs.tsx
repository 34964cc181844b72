import type { Leg } from "../api/documents";
import { AssetName, Figure } from "../parts/Figure";
import { Table } from "../parts/Table";
import { amount, percent, price, usd } from "../words/figures";

/** What a position holds and owes. */
export function Legs({ legs, of }: { legs: Leg[]; of: string }) {
  const lending = legs.some(leg => leg.liquidationThreshold !== undefined);
  const columns = ["Role", "Asset", "Amount#", "Price#", "Value#", ...(lending ? ["Threshold#"] : [])];
  return <Table caption={`Assets of ${of}`} columns={columns} rows={legs.map(leg => cells(leg, lending))} />;
}

function cells(leg: Leg, lending: boolean) {
  return [
    leg.role,
    <AssetName asset={leg.asset} />,
    <Figure exact={leg.amount} as={amount} />,
    <Figure exact={leg.priceUsd} as={price} unit="USD" />,
    <Figure exact={leg.valueUsd} as={usd} unit="USD" />,
    ...(lending ? [<Figure exact={leg.liquidationThreshold} as={percent} />] : []),
  ];
}
