import type { Position } from "../api/documents";
import { Figure } from "../parts/Figure";
import { amount, change } from "../words/figures";
import { assetName, tokens } from "../words/names";

/** How much is shown beyond each end of the range, in ranges. */
const margin = 0.35;

/** The range with the price in it, by tick: equal ratios of price are equally far apart. */
export function RangeBar({ pool }: { pool: Position }) {
  const { tick, tickLower, tickUpper } = pool as Required<Position>;
  const width = tickUpper - tickLower;
  const [low, high] = [Math.min(tickLower, tick) - width * margin, Math.max(tickUpper, tick) + width * margin];
  const at = (one: number): string => `${((one - low) / (high - low)) * 100}%`;
  const text = says(pool);
  return (
    <div class="range">
      <div class="band" role="img" aria-label={text}>
        <span
          class={pool.inRange ? "inside ok" : "inside calm"}
          style={{ left: at(tickLower), width: `${(width / (high - low)) * 100}%` }}
        />
        <span class={`price ${pool.inRange ? "ok" : "warning"}`} style={{ left: at(tick) }} />
      </div>
      <p class="ends">
        <span>
          {priceAt(pool, tickLower)} <Figure exact={pool.rangeDistance?.down} as={change} />
        </span>
        <span class="now">
          {priceAt(pool, tick)} {unit(pool)}
        </span>
        <span>
          {priceAt(pool, tickUpper)} <Figure exact={pool.rangeDistance?.up} as={change} />
        </span>
      </p>
    </div>
  );
}

function says(pool: Position): string {
  const price = `price ${priceAt(pool, pool.tick!)} ${unit(pool)}, range ${priceAt(pool, pool.tickLower!)} to ${priceAt(pool, pool.tickUpper!)}`;
  return pool.inRange ? `In range: ${price}` : `Out of range, ${pool.tick! < pool.tickLower! ? "below" : "above"} it: ${price}`;
}

/** Token1 for a whole token0, to what a picture can show. */
function priceAt(pool: Position, tick: number): string {
  const [one, other] = tokens(pool).map(leg => leg.asset.decimals ?? 0);
  return amount((1.0001 ** tick * 10 ** ((one ?? 0) - (other ?? 0))).toPrecision(6));
}

function unit(pool: Position): string {
  const [one, other] = tokens(pool).map(leg => assetName(leg.asset));
  return `${other} per ${one}`;
}
