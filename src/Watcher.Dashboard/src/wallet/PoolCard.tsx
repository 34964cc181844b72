import type { Position } from "../api/documents";
import { Badge } from "../parts/Badge";
import { Fact } from "../parts/Fact";
import { Section } from "../parts/Section";
import { change, percent, share, usd } from "../words/figures";
import { positionName } from "../words/names";
import { Legs } from "./Legs";
import { RangeBar } from "./RangeBar";

export function PoolCard({ pool }: { pool: Position }) {
  return (
    <Section
      title={positionName(pool)}
      beside={
        pool.inRange === undefined ? null : (
          <Badge level={pool.inRange ? "ok" : "warning"} word={pool.inRange ? "In range" : "Out of range"} />
        )
      }
    >
      {pool.tick !== undefined && <RangeBar pool={pool} />}
      <dl class="facts">
        <Fact name="Value" exact={pool.valueUsd} as={usd} unit="USD" />
        <Fact name="Imbalance" exact={pool.imbalance} as={percent} />
        <Fact name="Pool's price over the market's" exact={pool.spotDeviation} as={change} />
        <Fact name="Share of the pool" exact={pool.share} as={share} />
      </dl>
      <Legs legs={pool.legs ?? []} of={positionName(pool)} />
    </Section>
  );
}
