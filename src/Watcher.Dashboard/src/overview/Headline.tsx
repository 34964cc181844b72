import type { ComponentChildren } from "preact";
import type { Level, WalletLine, Wallets } from "../api/documents";
import { Figure } from "../parts/Figure";
import { Badge } from "../parts/Badge";
import { Link } from "../parts/Link";
import { paths } from "../routes";
import { isUnknown, moved } from "../words/danger";
import { change, distance, health } from "../words/figures";
import { walletName } from "../words/names";
import { moment } from "../words/times";

/** The nearest danger, to be read from across the room. Where the worst cannot be read, that is what it says: never a figure of another. */
export function Headline({ wallets: { wallets, first: nearest, total, unread } }: { wallets: Wallets }) {
  const worst = wallets[0]!;
  const shownFirst = nearest?.wallet === worst.wallet && nearest.chain === worst.chain;
  const lead = isUnknown(worst) ? <Unread line={worst} /> : nearest ? <Nearest line={nearest} /> : <Calm unread={unread} />;
  return (
    <section class="headline" aria-label="Nearest danger">
      {lead}
      {!shownFirst && !isUnknown(worst) && worst.level !== "ok" && <More line={worst}>{told(worst)}</More>}
      {isUnknown(worst) && nearest && (
        <More line={nearest}>
          nearest of those that can be read: <Figure exact={nearest.nearest!.liquidationDistance} as={distance} />
        </More>
      )}
      {unread > 0 && (
        <p class="more unknown">
          {unread} of {total} wallets cannot be read.
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

function Nearest({ line }: { line: WalletLine }) {
  const loan = line.nearest!;
  return (
    <>
      <Great level={line.level}>{loan.liquidatable ? "NOW" : <Figure exact={loan.liquidationDistance} as={distance} />}</Great>
      <p class="says">
        <WalletLink line={line} />{" "}
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
        {told(line) && `; firing: ${told(line)}`}
      </p>
      {line.happened && (
        <p class="more">
          What happened does not undo itself: it counts until somebody acknowledges {line.happened.join(", ")} on the wallet's page.
        </p>
      )}
    </>
  );
}

function Unread({ line }: { line: WalletLine }) {
  const since = line.unknownSince;
  return (
    <>
      <p class="state">{line.level !== "unknown" && <Badge level={line.level} />}</p>
      <p class="great unknown">UNKNOWN</p>
      <p class="says">
        <WalletLink line={line} /> cannot be read{since && ` since ${moment(since)}`}
      </p>
      {told(line) && <p class="more">It was told before: {told(line)}</p>}
    </>
  );
}

/** Only where everything was read. */
function Calm({ unread }: { unread: number }) {
  return unread > 0 ? null : <p class="says calm">No loan can be liquidated by any move of prices.</p>;
}

function More({ line, children }: { line: WalletLine; children: ComponentChildren }) {
  return (
    <p class="more">
      <Badge level={line.level} /> <WalletLink line={line} />: {children}
    </p>
  );
}

function WalletLink({ line }: { line: WalletLine }) {
  return <Link to={paths.wallet(line.chain, line.wallet)}>{walletName(line)}</Link>;
}

function told({ firing }: WalletLine): string {
  return firing.join(", ");
}
