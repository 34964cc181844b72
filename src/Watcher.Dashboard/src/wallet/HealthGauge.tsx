import type { Position } from "../api/documents";
import { Figure } from "../parts/Figure";
import { distance, health } from "../words/figures";

/** The gauge ends at 0.8 and 2.4; liquidation is at 1. Beyond its ends nothing more needs to be told apart. */
const [least, most] = [0.8, 2.4];

function at(value: number): string {
  return `${((Math.min(most, Math.max(least, value)) - least) / (most - least)) * 100}%`;
}

function levelOf(loan: Position): "danger" | "warning" | "ok" {
  const value = Number(loan.healthFactor);
  if (loan.liquidatable || value < 1.1) return "danger";
  return value < 1.3 ? "warning" : "ok";
}

/** The health factor on its scale, with where liquidation begins. */
export function HealthGauge({ loan }: { loan: Position }) {
  const value = Number(loan.healthFactor ?? "Infinity");
  const level = levelOf(loan);
  const text = isFinite(value) ? `health factor ${health(loan.healthFactor!)}, liquidation below 1` : "no debt: cannot be liquidated";
  return (
    <div class="gauge">
      <p class={`great ${level}`}>
        <Figure exact={loan.healthFactor} as={health} />
        <span class="label">health factor</span>
      </p>
      <p class={`great ${level}`}>
        {loan.liquidatable ? <span class="figure">now</span> : <Figure exact={loan.liquidationDistance} as={distance} />}
        <span class="label">to liquidation</span>
      </p>
      <div
        class="scale"
        role="meter"
        aria-label="Health factor"
        aria-valuemin={least}
        aria-valuemax={most}
        aria-valuenow={Math.min(most, Math.max(least, value))}
        aria-valuetext={text}
      >
        <span class="zone danger" style={{ left: 0, width: at(1) }} />
        {[1, 1.5, 2].map(mark => (
          <span class="mark" style={{ left: at(mark) }}>
            {mark.toFixed(1)}
          </span>
        ))}
        <span class={`needle ${level}`} style={{ left: at(value) }} />
      </div>
    </div>
  );
}
