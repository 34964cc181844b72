import { useEffect, useState } from "preact/hooks";

const units: [string, number][] = [
  ["d", 86_400],
  ["h", 3_600],
  ["min", 60],
  ["s", 1],
];

/** How long, in its largest unit: 3 min. */
export function span(seconds: number): string {
  const whole = Math.max(0, Math.floor(seconds));
  const [unit, size] = units.find(([, size]) => whole >= size) ?? ["s", 1];
  return `${Math.floor(whole / size)} ${unit}`;
}

export function ago(time: string | number, now: number): string {
  return `${span((now - new Date(time).getTime()) / 1000)} ago`;
}

const clock = new Intl.DateTimeFormat("en-GB", { hour: "2-digit", minute: "2-digit", second: "2-digit" });
const dayAndClock = new Intl.DateTimeFormat("en-GB", {
  day: "numeric",
  month: "short",
  hour: "2-digit",
  minute: "2-digit",
  second: "2-digit",
});

/** In the reader's own time zone; the day where it is not today. */
export function moment(time: string | number): string {
  const at = new Date(time);
  return (at.toDateString() === new Date().toDateString() ? clock : dayAndClock).format(at);
}

/** The time, as it passes. */
export function useNow(every = 1000): number {
  const [now, set] = useState(Date.now);
  useEffect(() => {
    const beat = setInterval(() => set(Date.now()), every);
    return () => clearInterval(beat);
  }, [every]);
  return now;
}
