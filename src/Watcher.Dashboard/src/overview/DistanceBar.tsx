import type { Level } from "../api/documents";

/** Half the price away is far for any loan. */
const far = 0.5;

/** How much of the way to liquidation is left: short is near. */
export function DistanceBar({ distance, level }: { distance: number; level: Level }) {
  return (
    <span class="bar" aria-hidden="true">
      <span class={level} style={{ width: `${Math.min(1, distance / far) * 100}%` }} />
    </span>
  );
}
