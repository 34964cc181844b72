import { useDocument } from "../api/source";
import type { Chain } from "../api/documents";
import { useFiring } from "../api/alerts";
import { useLive } from "../api/live";
import type { Route } from "../routes";
import { paths } from "../routes";
import { themes, useTheme, type Theme } from "../theme";
import { isCurrent } from "../words/danger";
import { moment, useNow } from "../words/times";
import { Link } from "./Link";

/** Longer without an answer, and what is shown counts as old. */
const oldAfter = 30_000;

export function TopBar({ route }: { route: Route }) {
  const { document: alerts } = useFiring();
  const firing = alerts?.alerts.filter(isCurrent).length ?? 0;
  return (
    <header class="top">
      <Link to={paths.overview} class="brand">
        Watcher
      </Link>
      <nav aria-label="Views">
        <Link to={paths.overview} current={route.view === "overview"}>
          Wallets
        </Link>
        <Link to={paths.alerts} current={route.view === "alerts"}>
          Alerts
          {firing > 0 && (
            <span class="count" aria-label={`${firing} firing`}>
              {firing}
            </span>
          )}
        </Link>
        <Link to={paths.system} current={route.view === "system"}>
          System
        </Link>
      </nav>
      <Freshness />
      <ThemeSwitch />
    </header>
  );
}

/** Whether what is seen is what is: a page that lost its watcher must not look calm. */
function Freshness() {
  const { document, readAt, refusal } = useDocument<{ chains: Chain[] }>("/chains");
  const [live, now] = [useLive(), useNow()];
  const old = refusal !== undefined || (readAt !== undefined && !live && now - readAt > oldAfter);
  if (old)
    return (
      <p class="fresh old" role="status">
        No answer{readAt ? ` since ${moment(readAt)}: figures may be old` : ""}
      </p>
    );
  const unread = document?.chains.filter(chain => !chain.ready).map(chain => chain.chain) ?? [];
  if (unread.length > 0)
    return (
      <p class="fresh old" role="status">
        {unread.join(", ")} not read
      </p>
    );
  if (readAt === undefined)
    return (
      <p class="fresh" role="status">
        Connecting …
      </p>
    );
  return (
    <p class="fresh" role="status">
      <span class={live ? "dot on" : "dot"} />
      {live ? "Live" : "Polling"}
    </p>
  );
}

const signs: Record<Theme, string> = { auto: "◐", light: "○", dark: "●" };

function ThemeSwitch() {
  const [theme, choose] = useTheme();
  const next = themes[(themes.indexOf(theme) + 1) % themes.length]!;
  return (
    <button
      type="button"
      class="quiet"
      onClick={() => choose(next)}
      aria-label={`Colours: ${theme}. Change to ${next}`}
      title={`Colours: ${theme}`}
    >
      {signs[theme]}
    </button>
  );
}
