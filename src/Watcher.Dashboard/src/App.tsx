import { useEffect, useRef } from "preact/hooks";
import { AlertPage } from "./alerts/AlertPage";
import { AlertsPage } from "./alerts/AlertsPage";
import { useDocument } from "./api/source";
import type { Chain } from "./api/documents";
import { OverviewPage } from "./overview/OverviewPage";
import { SignIn } from "./parts/SignIn";
import { TopBar } from "./parts/TopBar";
import { PortfolioPage } from "./portfolio/PortfolioPage";
import { routeOf, usePath, type Route } from "./routes";
import { SystemPage } from "./system/SystemPage";
import { WalletPage } from "./wallet/WalletPage";

/** The page: what stands above every view, and the view that its address names. */
export function App() {
  const path = usePath();
  const main = useRef<HTMLElement>(null);
  const arrived = useRef(path);
  const { refusal } = useDocument<{ chains: Chain[] }>("/chains");
  const route = routeOf(path);

  useEffect(() => {
    document.title = titleOf(route);
    if (arrived.current !== path) main.current?.focus();
    arrived.current = path;
  }, [path]);

  return (
    <>
      <a class="skip" href="#main">
        To the content
      </a>
      <TopBar route={route} />
      <main id="main" ref={main} tabIndex={-1}>
        {refusal?.status === 401 ? <SignIn /> : <View route={route} key={path} />}
      </main>
    </>
  );
}

function View({ route }: { route: Route }) {
  switch (route.view) {
    case "overview":
      return <OverviewPage />;
    case "wallet":
      return <WalletPage chain={route.chain} wallet={route.wallet} />;
    case "portfolio":
      return <PortfolioPage label={route.label} />;
    case "alerts":
      return <AlertsPage />;
    case "alert":
      return <AlertPage id={route.id} />;
    case "system":
      return <SystemPage />;
    default:
      return <h1>There is no such page</h1>;
  }
}

function titleOf(route: Route): string {
  switch (route.view) {
    case "overview":
      return "Watcher";
    case "wallet":
      return `${route.wallet} · Watcher`;
    case "portfolio":
      return `${route.label} · Watcher`;
    case "alert":
      return `Alert ${route.id} · Watcher`;
    case "alerts":
      return "Alerts · Watcher";
    default:
      return "System · Watcher";
  }
}
