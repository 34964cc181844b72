import type { ComponentChildren } from "preact";
import { Figure } from "../parts/Figure";
import { Badge } from "../parts/Badge";
import { Link } from "../parts/Link";
import { paths } from "../routes";
import { isUnknown, moved, type Level, type Standing } from "../words/danger";
import { change, distance, health } from "../words/figures";
import { walletName } from "../words/names";
import { moment } from "../words/times";

/** The nearest danger, to be read from across the room. Where the worst cannot be read, that is what it says: never a figure of another. */
export function Headline({ standings }: { standings: Standing[] }) {
  const worst = standings[0]!;
  const nearest = worst.line.nearest ? worst : standings.find(standing => standing.line.nearest);
  const unread = standings.filter(standing => isUnknown(standing.line));
  const lead = isUnknown(worst.line) ? (
    <Unread standing={worst} />
  ) : nearest ? (
    <Nearest standing={nearest} />
  ) : (
    <Calm unread={unread.length} />
  );
  return (
    <section class="headline" aria-label="Nearest danger">
      {lead}
      {worst !== nearest && !isUnknown(worst.line) && worst.level !== "ok" && <More standing={worst}>{told(worst)}</More>}
      {isUnknown(worst.line) && nearest && (
        <More standing={nearest}>
          nearest of those that can be read: <Figure exact={nearest.line.nearest!.liquidationDistance} as={distance} />
        </More>
      )}
      {unread.length > 0 && (
        <p class="more unknown">
          {unread.length} of {standings.length} wallets cannot be read.
        </p>
      )}
    </section>
  );
}

function Great({ level, children }: { level: Level; children: ComponentChildren }) {
  return (
    <>
      <p class="state">
        <Badge level={level} />
      </p>
      <p class={`great ${level}`}>{children}</p>
    </>
  );
}

function Nearest({ standing }: { standing: Standing }) {
  const { line, level } = standing;
  const loan = line.nearest!;
  return (
    <>
      <Great level={level}>{loan.liquidatable ? "NOW" : <Figure exact={loan.liquidationDistance} as={distance} />}</Great>
      <p class="says">
        <WalletLink standing={standing} />{" "}
        {loan.liquidatable ? (
          "can be liquidated"
        ) : (
          <>
            is liquidated when {moved(loan.move)} moves <Figure exact={loan.move.change} as={change} />
          </>
        )}
      </p>
      <p class="more">
        {loan.protocol} {loan.name} on {line.chain}, health factor <Figure exact={loan.healthFactor} as={health} />
        {told(standing) && `; firing: ${told(standing)}`}
      </p>
    </>
  );
}

function Unread({ standing }: { standing: Standing }) {
  const since = standing.line.unknownSince;
  return (
    <>
      <p class="state">{standing.level !== "unknown" && <Badge level={standing.level} />}</p>
      <p class="great unknown">UNKNOWN</p>
      <p class="says">
        <WalletLink standing={standing} /> cannot be read{since && ` since ${moment(since)}`}
      </p>
      {told(standing) && <p class="more">It was told before: {told(standing)}</p>}
    </>
  );
}

/** Only where everything was read. */
function Calm({ unread }: { unread: number }) {
  return unread > 0 ? null : <p class="says calm">No loan can be liquidated by any move of prices.</p>;
}

function More({ standing, children }: { standing: Standing; children: ComponentChildren }) {
  return (
    <p class="more">
      <Badge level={standing.level} /> <WalletLink standing={standing} />: {children}
    </p>
  );
}

function WalletLink({ standing: { line } }: { standing: Standing }) {
  return <Link to={paths.wallet(line.chain, line.wallet)}>{walletName(line)}</Link>;
}

function told({ alerts }: Standing): string {
  return [...new Set(alerts.map(alert => alert.rule))].join(", ");
}
