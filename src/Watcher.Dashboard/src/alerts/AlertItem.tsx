import type { Alert } from "../api/documents";
import { Badge } from "../parts/Badge";
import { Link } from "../parts/Link";
import { paths } from "../routes";
import { AlertActions } from "./AlertActions";
import { AlertTimes } from "./AlertTimes";
import { LifeLine } from "./LifeLine";
import { levelOf, subjectOf, valueOf, wordOf } from "./words";

/** One alert of a list: what, whose, since when, and what to do about it. */
export function AlertItem({ alert, from, now }: { alert: Alert; from: number; now: number }) {
  return (
    <li class={alert.state}>
      <Badge level={levelOf(alert)} word={wordOf(alert)} />
      <div class="what">
        <Link to={paths.alert(alert.id)}>{alert.rule}</Link> <span class="where">{subjectOf(alert)}</span>
        <p>{valueOf(alert)}</p>
        <AlertTimes alert={alert} now={now} />
      </div>
      <LifeLine alert={alert} from={from} now={now} />
      <AlertActions alert={alert} />
    </li>
  );
}
