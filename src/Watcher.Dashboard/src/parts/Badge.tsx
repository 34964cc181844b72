import type { Level } from "../api/documents";

const words: Record<Level, string> = { danger: "Danger", warning: "Warning", unknown: "UNKNOWN", notice: "Notice", ok: "OK" };

/** A shape for each level, so that colour is never all there is to see. */
const shapes: Record<Level, string> = {
  danger: "M8 1 15.5 14.5H.5z",
  warning: "M8 .5 15.5 8 8 15.5.5 8z",
  unknown: "M1.5 1.5h13v13h-13z",
  notice: "M1 6.5h14v3H1z",
  ok: "M8 1.5a6.5 6.5 0 1 1 0 13 6.5 6.5 0 0 1 0-13z",
};

export function Shape({ level }: { level: Level }) {
  return (
    <svg class={`shape ${level}`} viewBox="0 0 16 16" aria-hidden="true">
      <path d={shapes[level]} />
    </svg>
  );
}

/** A wallet in danger that cannot be read is both. */
export function Standings({ level, unknown }: { level: Level; unknown: boolean }) {
  return (
    <span class="badges">
      <Badge level={level} />
      {unknown && level !== "unknown" && <Badge level="unknown" />}
    </span>
  );
}

/** How something stands, by word, shape and colour. */
export function Badge({ level, word }: { level: Level; word?: string }) {
  return (
    <span class={`badge ${level}`}>
      <Shape level={level} />
      {word ?? words[level]}
    </span>
  );
}
