import { Badge, Standings } from "../parts/Badge";
import { Figure } from "../parts/Figure";
import { Link } from "../parts/Link";
import { paths } from "../routes";
import { isUnknown, nearestMove, type Standing } from "../words/danger";
import { change, distance, health, shortUsd } from "../words/figures";
import { short, walletName } from "../words/names";
import { moment } from "../words/times";
import { DistanceBar } from "./DistanceBar";

export function WalletRow({ standing }: { standing: Standing }) {
  const { report, level, loan } = standing;
  return (
    <tr>
      <td><Standings level={level} unknown={isUnknown(report)} /></td>
      <th scope="row">
        <Link to={paths.wallet(report.chain, report.wallet)}>{walletName(report)}</Link>
        <span class="where">{report.chain}{report.label && <code title={report.wallet}> {short(report.wallet)}</code>}</span>
      </th>
      <td class="distance"><Distance standing={standing} /></td>
      <td class="number" data-label="Health">{isUnknown(report) && !loan ? <Badge level="unknown" word="?" /> : <Figure exact={loan?.healthFactor} as={health} />}</td>
      <td class="number" data-label="Net">{report.totals ? <Figure exact={report.totals.netUsd} as={shortUsd} unit="USD" /> : <Badge level="unknown" word="?" />}</td>
      <td class="told"><Told standing={standing} /></td>
    </tr>
  );
}

function Distance({ standing: { report, loan, level } }: { standing: Standing }) {
  if (!loan) return isUnknown(report) ? <span class="unknown">not known</span> : <span class="none">no debt at risk</span>;
  const move = nearestMove(loan);
  return (
    <>
      <Figure exact={loan.liquidationDistance} as={distance} class="far" />
      <DistanceBar distance={Number(loan.liquidationDistance)} level={level} />
      {move && !loan.liquidatable && <span class="by">{move.what} <Figure exact={move.change} as={change} /></span>}
      {loan.liquidatable && <span class="by danger">liquidatable now</span>}
    </>
  );
}

function Told({ standing: { report, alerts } }: { standing: Standing }) {
  const since = report.unknown.map(one => one.since).sort()[0];
  const rules = [...new Set([...alerts.map(alert => alert.rule), ...report.breaches.map(breach => breach.rule)])];
  return (
    <>
      {since && <span class="unknown">not read since {moment(since)}{rules.length > 0 && "; "}</span>}
      {rules.join(", ")}
      {!report.complete && !isUnknown(report) && <span class="none"> some tokens have no price</span>}
    </>
  );
}
