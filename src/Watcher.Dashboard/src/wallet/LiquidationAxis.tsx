import type { Position } from "../api/documents";
import { Figure } from "../parts/Figure";
import { change, price } from "../words/figures";
import { movesOf, sentence, type Move } from "./moves";

/** Rises beyond this are drawn at the end: no fall is greater than all of a price. */
const most = 1;

/** Where prices are and where they liquidate, all on one axis of change from now. */
export function LiquidationAxis({ loan }: { loan: Position }) {
  const moves = movesOf(loan);
  if (moves.length === 0) return <p class="none">No move of prices liquidates it.</p>;
  const shown = moves.map(move => Math.min(most, Number(move.change)));
  const [low, high] = [Math.min(-0.1, ...shown) - 0.03, Math.max(0.1, ...shown) + 0.03];
  const at = (value: number): number => ((value - low) / (high - low)) * 100;
  return (
    <div class="axis">
      <div class="head" aria-hidden="true">
        <span>Liquidated if</span>
        <span class="now" style={{ left: 0 }}>
          <i style={{ left: `${at(0)}%` }}>now</i>
        </span>
        <span>moves by</span>
      </div>
      <ul aria-label="Moves of prices that liquidate this loan">
        {moves.map((move, i) => (
          <Row move={move} from={at(0)} to={at(shown[i]!)} key={move.name} />
        ))}
      </ul>
    </div>
  );
}

function Row({ move, from, to }: { move: Move; from: number; to: number }) {
  const near = Math.abs(Number(move.change)) < 0.1 ? "danger" : Math.abs(Number(move.change)) < 0.2 ? "warning" : "calm";
  return (
    <li>
      <span class="unseen">{sentence(move, change(move.change))}</span>
      <span class="name" aria-hidden="true">
        {move.name}
      </span>
      <span class="track" aria-hidden="true">
        <span class={`way ${near}`} style={{ left: `${Math.min(from, to)}%`, width: `${Math.abs(to - from)}%` }} />
        <span class="zero" style={{ left: `${from}%` }} />
        <span class={`end ${near}`} style={{ left: `${to}%` }} />
      </span>
      <span class="value" aria-hidden="true">
        <Figure exact={move.change} as={change} />
        {move.there && (
          <small>
            <Figure exact={move.there} as={price} unit="USD" />
            {move.now && (
              <>
                , now <Figure exact={move.now} as={price} unit="USD" />
              </>
            )}
          </small>
        )}
      </span>
    </li>
  );
}
