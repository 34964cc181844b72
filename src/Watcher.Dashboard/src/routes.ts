import { useEffect, useState } from "preact/hooks";

/** A view of the page, as its address names it. */
export type Route =
  | { view: "overview" }
  | { view: "wallet"; chain: string; wallet: string }
  | { view: "portfolio"; label: string }
  | { view: "alerts" }
  | { view: "alert"; id: string }
  | { view: "system" }
  | { view: "nothing" };

export function routeOf(path: string): Route {
  const [first, ...rest] = path.split("/").filter(Boolean).map(text);
  if (first === undefined) return { view: "overview" };
  if (first === "wallets" && rest[0] && rest[1]) return { view: "wallet", chain: rest[0], wallet: rest[1] };
  if (first === "portfolios" && rest[0]) return { view: "portfolio", label: rest[0] };
  if (first === "alerts") return rest[0] ? { view: "alert", id: rest[0] } : { view: "alerts" };
  return first === "system" ? { view: "system" } : { view: "nothing" };
}

/** What is no proper escape is what it is. */
function text(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}

export const paths = {
  overview: "/",
  alerts: "/alerts",
  system: "/system",
  wallet: (chain: string, wallet: string) => `/wallets/${encodeURIComponent(chain)}/${encodeURIComponent(wallet)}`,
  portfolio: (label: string) => `/portfolios/${encodeURIComponent(label)}`,
  alert: (id: string) => `/alerts/${encodeURIComponent(id)}`,
};

const moved = "watcher:moved";

export function go(path: string): void {
  history.pushState(null, "", path);
  dispatchEvent(new Event(moved));
  scrollTo(0, 0);
}

export function usePath(): string {
  const [path, set] = useState(location.pathname);
  useEffect(() => {
    const read = (): void => set(location.pathname);
    for (const event of ["popstate", moved]) addEventListener(event, read);
    return () => {
      for (const event of ["popstate", moved]) removeEventListener(event, read);
    };
  }, []);
  return path;
}
