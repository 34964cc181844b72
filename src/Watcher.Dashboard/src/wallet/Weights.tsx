import type { Portfolio, Weight } from "../api/documents";
import { Fact } from "../parts/Fact";
import { Figure } from "../parts/Figure";
import { drift, percent, ratio } from "../words/figures";
import { rowName } from "../words/names";

/** Net weights, with the targets where there are any. */
export function Weights({ portfolio }: { portfolio: Portfolio }) {
  const ends = portfolio.weights.flatMap(one => [Number(one.weight), Number(one.target ?? 0)]);
  const [low, high] = [Math.min(0, ...ends), Math.max(1, ...ends)];
  const at = (value: number): number => ((value - low) / (high - low)) * 100;
  return (
    <>
      <ul class="weights">
        {portfolio.weights.map(one => (
          <Row weight={one} at={at} key={one.symbol ?? one.address} />
        ))}
      </ul>
      <dl class="facts">
        <Fact name="Largest drift" exact={portfolio.maxDrift} as={percent} />
        <Fact name="Turnover to the targets" exact={portfolio.turnover} as={percent} />
        <Fact name="Concentration" exact={portfolio.concentration} as={ratio} />
      </dl>
    </>
  );
}

function Row({ weight: one, at }: { weight: Weight; at: (value: number) => number }) {
  const [from, to] = [at(Math.min(0, Number(one.weight))), at(Math.max(0, Number(one.weight)))];
  return (
    <li>
      <span class="name" title={one.address}>
        {rowName(one)}
      </span>
      <span class="track" aria-hidden="true">
        <span class="fill" style={{ left: `${from}%`, width: `${to - from}%` }} />
        {one.target && <span class="target" style={{ left: `${at(Number(one.target))}%` }} />}
      </span>
      <span class="value">
        <Figure exact={one.weight} as={percent} />
        {one.target && (
          <small>
            target <Figure exact={one.target} as={percent} />, <Figure exact={one.drift} as={drift} />
          </small>
        )}
      </span>
    </li>
  );
}
