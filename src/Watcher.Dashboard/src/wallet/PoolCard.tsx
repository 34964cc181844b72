import type { Position } from "../api/documents";
import { Badge } from "../parts/Badge";
import { Figure } from "../parts/Figure";
import { Section } from "../parts/Section";
import { change, percent, share, usd } from "../words/figures";
import { positionName } from "../words/names";
import { Legs } from "./Legs";
import { RangeBar } from "./RangeBar";

export function PoolCard({ pool }: { pool: Position }) {
  return (
    <Section title={positionName(pool)} beside={pool.inRange === undefined ? null : <Badge level={pool.inRange ? "ok" : "warning"} word={pool.inRange ? "In range" : "Out of range"} />}>
      {pool.tick !== undefined && <RangeBar pool={pool} />}
      <dl class="facts">
        <div><dt>Value</dt><dd><Figure exact={pool.valueUsd} as={usd} unit="USD" /></dd></div>
        <div><dt>Imbalance</dt><dd><Figure exact={pool.imbalance} as={percent} /></dd></div>
        <div><dt>Pool's price over the market's</dt><dd><Figure exact={pool.spotDeviation} as={change} /></dd></div>
        {pool.share && <div><dt>Share of the pool</dt><dd><Figure exact={pool.share} as={share} /></dd></div>}
      </dl>
      <Legs legs={pool.legs ?? []} of={positionName(pool)} />
    </Section>
  );
}
