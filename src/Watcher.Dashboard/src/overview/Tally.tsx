import type { Level, Wallets } from "../api/documents";
import { Badge } from "../parts/Badge";

/** How many wallets stand how, the worst first. */
export function Tally({ levels }: { levels: Wallets["levels"] }) {
  return (
    <ul class="tally" aria-label="Wallets by how they stand">
      {Object.entries(levels).map(([level, count]) => (
        <li>
          <span class="figure">{count}</span> <Badge level={level as Level} />
        </li>
      ))}
    </ul>
  );
}
