import type { ComponentChildren } from "preact";
import { Figure } from "../parts/Figure";
import { Badge } from "../parts/Badge";
import { Link } from "../parts/Link";
import { paths } from "../routes";
import { isUnknown, nearestMove, type Level, type Standing } from "../words/danger";
import { change, distance, health } from "../words/figures";
import { positionName, walletName } from "../words/names";
import { moment } from "../words/times";

/** The nearest danger, to be read from across the room. Where the worst cannot be read, that is what it says: never a figure of another. */
export function Headline({ standings }: { standings: Standing[] }) {
  const worst = standings[0]!;
  const nearest = worst.loan ? worst : standings.find(standing => standing.loan);
  const unread = standings.filter(standing => isUnknown(standing.report));
  const lead = isUnknown(worst.report) ? <Unread standing={worst} /> : nearest ? <Nearest standing={nearest} /> : <Calm unread={unread.length} />;
  return (
    <section class="headline" aria-label="Nearest danger">
      {lead}
      {worst !== nearest && !isUnknown(worst.report) && worst.level !== "ok" && <More standing={worst}>{told(worst)}</More>}
      {isUnknown(worst.report) && nearest && <More standing={nearest}>nearest of those that can be read: <Figure exact={nearest.loan!.liquidationDistance} as={distance} /></More>}
      {unread.length > 0 && <p class="more unknown">{unread.length} of {standings.length} wallets cannot be read.</p>}
    </section>
  );
}

function Great({ level, children }: { level: Level; children: ComponentChildren }) {
  return (
    <>
      <p class="state"><Badge level={level} /></p>
      <p class={`great ${level}`}>{children}</p>
    </>
  );
}

function Nearest({ standing }: { standing: Standing }) {
  const { report, level } = standing;
  const loan = standing.loan!;
  const move = nearestMove(loan);
  return (
    <>
      <Great level={level}>{loan.liquidatable ? "NOW" : <Figure exact={loan.liquidationDistance} as={distance} />}</Great>
      <p class="says">
        <WalletLink standing={standing} />{" "}
        {loan.liquidatable ? "can be liquidated" : move ? <>is liquidated when {move.what} moves <Figure exact={move.change} as={change} /></> : null}
      </p>
      <p class="more">
        {positionName(loan)} on {report.chain}, health factor <Figure exact={loan.healthFactor} as={health} />{told(standing) && `; ${told(standing)}`}
      </p>
    </>
  );
}

function Unread({ standing }: { standing: Standing }) {
  const since = standing.report.unknown.map(one => one.since).sort()[0];
  return (
    <>
      <p class="state">{standing.level !== "unknown" && <Badge level={standing.level} />}</p>
      <p class="great unknown">UNKNOWN</p>
      <p class="says"><WalletLink standing={standing} /> cannot be read{since && ` since ${moment(since)}`}</p>
      {told(standing) && <p class="more">It was told before: {told(standing)}</p>}
    </>
  );
}

/** Only where everything was read. */
function Calm({ unread }: { unread: number }) {
  return unread > 0 ? null : <p class="says calm">No loan can be liquidated by any move of prices.</p>;
}

function More({ standing, children }: { standing: Standing; children: ComponentChildren }) {
  return <p class="more"><Badge level={standing.level} /> <WalletLink standing={standing} />: {children}</p>;
}

function WalletLink({ standing: { report } }: { standing: Standing }) {
  return <Link to={paths.wallet(report.chain, report.wallet)}>{walletName(report)}</Link>;
}

function told({ alerts }: Standing): string {
  return [...new Set(alerts.map(alert => alert.rule))].join(", ");
}
