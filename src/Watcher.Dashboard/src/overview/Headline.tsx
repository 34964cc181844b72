import { Figure } from "../parts/Figure";
import { Badge } from "../parts/Badge";
import { Link } from "../parts/Link";
import { paths } from "../routes";
import { nearestMove, type Standing } from "../words/danger";
import { change, distance, health } from "../words/figures";
import { positionName, walletName } from "../words/names";

/** The nearest danger, to be read from across the room. */
export function Headline({ standings }: { standings: Standing[] }) {
  const nearest = standings.find(standing => standing.loan);
  const worst = standings[0]!;
  return (
    <section class={`headline ${worst.level}`} aria-label="Nearest danger">
      <p class="state"><Badge level={worst.level} /></p>
      {nearest ? <Nearest standing={nearest} /> : <p class="says">No loan can be liquidated by any move of prices.</p>}
      {worst !== nearest && <Worst standing={worst} />}
    </section>
  );
}

function Nearest({ standing: { report, loan } }: { standing: Standing }) {
  const move = nearestMove(loan!);
  return (
    <>
      <p class="great"><Figure exact={loan!.liquidationDistance} as={distance} /></p>
      <p class="says">
        <Link to={paths.wallet(report.chain, report.wallet)}>{walletName(report)}</Link>{" "}
        {loan!.liquidatable ? "can be liquidated now" : move ? <>is liquidated when {move.what} moves <Figure exact={move.change} as={change} /></> : null}
      </p>
      <p class="more">{positionName(loan!)} on {report.chain}, health factor <Figure exact={loan!.healthFactor} as={health} /></p>
    </>
  );
}

/** What is worst, where it is not a loan's distance. */
function Worst({ standing: { report, level, alerts } }: { standing: Standing }) {
  const why = report.status === "unknown" ? "cannot be read" : alerts.map(alert => alert.rule).filter((rule, i, all) => all.indexOf(rule) === i).join(", ");
  if (level === "ok") return null;
  return <p class="more">Also: <Link to={paths.wallet(report.chain, report.wallet)}>{walletName(report)}</Link> <Badge level={level} /> {why}</p>;
}
