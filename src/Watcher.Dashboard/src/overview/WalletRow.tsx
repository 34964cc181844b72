import type { WalletLine } from "../api/documents";
import { Badge, Standings } from "../parts/Badge";
import { Figure } from "../parts/Figure";
import { Link } from "../parts/Link";
import { paths } from "../routes";
import { isUnknown, moved } from "../words/danger";
import { change, distance, health, shortUsd } from "../words/figures";
import { short, walletName } from "../words/names";
import { moment } from "../words/times";
import { DistanceBar } from "./DistanceBar";

export function WalletRow({ line }: { line: WalletLine }) {
  return (
    <tr>
      <td>
        <Standings level={line.level} unknown={isUnknown(line)} />
      </td>
      <th scope="row">
        <Link to={paths.wallet(line.chain, line.wallet)}>{walletName(line)}</Link>
        <span class="where">
          {line.chain}
          {line.label && <code title={line.wallet}> {short(line.wallet)}</code>}
        </span>
      </th>
      <td class="distance">
        <Distance line={line} />
      </td>
      <td class="number" data-label="Health">
        {isUnknown(line) && !line.nearest ? <Badge level="unknown" word="?" /> : <Figure exact={line.nearest?.healthFactor} as={health} />}
      </td>
      <td class="number" data-label="Net">
        {line.totals ? <Figure exact={line.totals.netUsd} as={shortUsd} unit="USD" /> : <Badge level="unknown" word="?" />}
      </td>
      <td class="told">
        <Told line={line} />
      </td>
    </tr>
  );
}

function Distance({ line }: { line: WalletLine }) {
  const { nearest, level } = line;
  if (!nearest) return isUnknown(line) ? <span class="unknown">not known</span> : <span class="none">no debt at risk</span>;
  return (
    <>
      <Figure exact={nearest.liquidationDistance} as={distance} class="far" />
      <DistanceBar distance={Number(nearest.liquidationDistance)} level={level} />
      {nearest.liquidatable ? (
        <span class="by danger">liquidatable now</span>
      ) : (
        <span class="by">
          {moved(nearest.move)} <Figure exact={nearest.move.change} as={change} />
        </span>
      )}
    </>
  );
}

function Told({ line }: { line: WalletLine }) {
  const rules = [...new Set([...line.firing, ...line.rules])];
  return (
    <>
      {line.unknownSince && (
        <span class="unknown">
          not read since {moment(line.unknownSince)}
          {rules.length > 0 && "; "}
        </span>
      )}
      {rules.join(", ")}
      {!line.complete && !isUnknown(line) && <span class="none"> some tokens have no price</span>}
    </>
  );
}
