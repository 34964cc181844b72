import { useEffect, useState } from "preact/hooks";
import { changed } from "./source";

/** What each event of the watcher makes old. */
const stale: Record<string, string[]> = {
  report: ["/wallets", "/report", "/history", "/chains", "/rules"],
  alerts: ["/alerts", "/wallets", "/rules"],
  deliveries: ["/deliveries", "/channels", "/alerts"],
  steering: ["/alerts", "/wallets", "/silences", "/rules"],
};

/** How often everything is read while nobody tells of changes. */
const pollEvery = 10_000;

let live = false;
const shown = new Set<(live: boolean) => void>();

function tell(now: boolean): void {
  if (now === live) return;
  live = now;
  for (const show of shown) show(now);
}

/** Listens for as long as the page is open; without a connection everything is read every few seconds, and the page says so. */
export function listen(): void {
  const events = new EventSource("/api/v1/events");
  events.onopen = () => {
    tell(true);
    changed();
  };
  events.onerror = () => {
    tell(false);
    if (events.readyState === EventSource.CLOSED) setTimeout(listen, pollEvery);
  };
  for (const [event, documents] of Object.entries(stale)) events.addEventListener(event, () => changed(...documents));
}

export function pollWhileDeaf(): void {
  setInterval(() => live || changed(), pollEvery);
}

/** Whether the watcher tells of changes as they happen. */
export function useLive(): boolean {
  const [now, set] = useState(live);
  useEffect(() => {
    shown.add(set);
    set(live);
    return () => void shown.delete(set);
  }, []);
  return now;
}
