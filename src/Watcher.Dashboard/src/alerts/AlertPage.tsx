import type { AlertLife, Transition } from "../api/documents";
import { useDocument } from "../api/source";
import { Badge } from "../parts/Badge";
import { Hex } from "../parts/Figure";
import { Link } from "../parts/Link";
import { Loading } from "../parts/Loading";
import { Section } from "../parts/Section";
import { paths } from "../routes";
import { walletName } from "../words/names";
import { moment, useNow } from "../words/times";
import { AlertActions } from "./AlertActions";
import { AlertTimes } from "./AlertTimes";
import { Receipts } from "./Receipts";
import { levelOf, subjectOf, valueOf, wordOf } from "./words";

/** One alert: where the links in notifications lead. */
export function AlertPage({ id }: { id: string }) {
  const known = useDocument<AlertLife>(`/alerts/${encodeURIComponent(id)}`);
  return known.refusal?.status === 404 ? (
    <h1>There is no alert {id}</h1>
  ) : (
    <Loading known={known}>{alert => <Life alert={alert} />}</Loading>
  );
}

function Life({ alert }: { alert: AlertLife }) {
  const now = useNow(10_000);
  return (
    <>
      <header class="subject">
        <h1>{alert.rule}</h1>
        <Badge level={levelOf(alert)} word={wordOf(alert)} />
        <p class="where">{subjectOf(alert)}</p>
      </header>
      <p class="says">{valueOf(alert)}</p>
      <AlertTimes alert={alert} now={now} />
      <AlertActions alert={alert} />
      <Subject alert={alert} />
      <Section title="Life">
        <ol class="life-of">
          {alert.transitions.map(one => (
            <Step transition={one} key={one.at + one.reason} />
          ))}
        </ol>
      </Section>
      <Section title="Receipts">
        <Receipts deliveries={alert.deliveries} />
      </Section>
      {alert.evidence !== undefined && (
        <Section title="Evidence">
          <pre tabIndex={0} aria-label="The position as it was read">
            {JSON.stringify(alert.evidence, null, 2)}
          </pre>
        </Section>
      )}
    </>
  );
}

/** A portfolio has a label and neither wallet nor chain; what is of the watcher itself has no page of its own. */
function Subject({ alert: { wallet, chain, label, channel } }: { alert: AlertLife }) {
  const to = wallet && chain ? paths.wallet(chain, wallet) : label && !chain && !channel ? paths.portfolio(label) : undefined;
  if (!to) return null;
  return (
    <p>
      <Link to={to}>To {walletName({ label, wallet })} as it is now</Link>
    </p>
  );
}

function Step({ transition: { at, from, to, reason, block } }: { transition: Transition }) {
  return (
    <li class={to}>
      <time dateTime={at} title={at}>
        {moment(at)}
      </time>{" "}
      <strong>{reason}</strong> <span class="where">{from === to ? to : `${from} to ${to}`}</span>
      {block && (
        <span class="where">
          {" "}
          block <span class="figure">{block.number}</span> <Hex text={block.hash} />
        </span>
      )}
    </li>
  );
}
