import { Badge } from "../parts/Badge";
import { levels, type Standing } from "../words/danger";

/** How many wallets stand how. */
export function Tally({ standings }: { standings: Standing[] }) {
  return (
    <ul class="tally" aria-label="Wallets by how they stand">
      {levels
        .map(level => [level, standings.filter(standing => standing.level === level).length] as const)
        .filter(([, count]) => count > 0)
        .map(([level, count]) => (
          <li>
            <span class="figure">{count}</span> <Badge level={level} />
          </li>
        ))}
    </ul>
  );
}
