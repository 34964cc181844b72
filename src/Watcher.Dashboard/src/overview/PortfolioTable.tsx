import type { PortfolioReport } from "../api/documents";
import { Badge } from "../parts/Badge";
import { Figure } from "../parts/Figure";
import { Table } from "../parts/Table";
import { percent, shortUsd } from "../words/figures";

export function PortfolioTable({ portfolios }: { portfolios: PortfolioReport[] }) {
  return (
    <Table caption="Portfolios" columns={["State", "Portfolio", "Net worth#", "Largest drift#", "Weights"]} rows={portfolios.map(cells)} />
  );
}

function cells(portfolio: PortfolioReport) {
  const level = portfolio.status === "breach" ? "warning" : portfolio.status;
  return [
    <Badge level={level} />,
    portfolio.label,
    <Figure exact={portfolio.totals?.netUsd} as={shortUsd} unit="USD" />,
    <Figure exact={portfolio.maxDrift} as={percent} />,
    (portfolio.weights ?? []).map(one => (
      <span class="weight">
        {one.symbol} <Figure exact={one.weight} as={percent} />{" "}
      </span>
    )),
  ];
}
