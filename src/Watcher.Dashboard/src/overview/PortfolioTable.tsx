import type { PortfolioReport } from "../api/documents";
import { Badge } from "../parts/Badge";
import { Figure } from "../parts/Figure";
import { Link } from "../parts/Link";
import { Table } from "../parts/Table";
import { paths } from "../routes";
import { percent, shortUsd } from "../words/figures";
import { rowName } from "../words/names";

export function PortfolioTable({ portfolios }: { portfolios: PortfolioReport[] }) {
  return (
    <Table caption="Portfolios and their weights" columns={["State", "Portfolio", "Net worth#", "Largest drift#", "Weights"]} rows={portfolios.map(cells)} />
  );
}

function cells(portfolio: PortfolioReport) {
  const level = portfolio.status === "breach" ? "warning" : portfolio.status;
  return [
    <Badge level={level} />,
    <Link to={paths.portfolio(portfolio.label)}>{portfolio.label}</Link>,
    <Figure exact={portfolio.totals?.netUsd} as={shortUsd} unit="USD" />,
    <Figure exact={portfolio.maxDrift} as={percent} />,
    (portfolio.weights ?? []).map(one => (
      <span class="weight">
        {rowName(one)} <Figure exact={one.weight} as={percent} />{" "}
      </span>
    )),
  ];
}
