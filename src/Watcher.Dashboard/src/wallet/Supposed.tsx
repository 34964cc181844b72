import type { Position, WalletReport } from "../api/documents";
import { Badge } from "../parts/Badge";
import { Figure } from "../parts/Figure";
import { Table } from "../parts/Table";
import { distance, health, shortUsd } from "../words/figures";
import { positionName } from "../words/names";

/** What is beside what would be. */
export function Supposed({ now, then = now }: { now: WalletReport; then?: WalletReport }) {
  const pairs = now.positions
    .filter(position => position.kind !== "wallet")
    .map(position => [position, then.positions.find(one => one.id === position.id)] as const);
  return (
    <div aria-live="polite">
      <Table
        caption="What is, and what would be"
        columns={["Position", "Now#", "Then#"]}
        rows={[
          [
            "Net worth",
            <Figure exact={now.totals?.netUsd} as={shortUsd} unit="USD" />,
            <Figure exact={then.totals?.netUsd} as={shortUsd} unit="USD" />,
          ],
          ...pairs.map(([one, other]) => [positionName(one), <Standing position={one} />, other ? <Standing position={other} /> : "gone"]),
        ]}
      />
    </div>
  );
}

function Standing({ position }: { position: Position }) {
  if (position.kind === "liquidity")
    return (
      <>
        {position.inRange === false && <Badge level="warning" word="out of range" />}{" "}
        <Figure exact={position.valueUsd} as={shortUsd} unit="USD" />
      </>
    );
  if (position.liquidatable)
    return (
      <>
        <Badge level="danger" word="liquidated" /> <Figure exact={position.healthFactor} as={health} />
      </>
    );
  return (
    <>
      <Figure exact={position.healthFactor} as={health} />{" "}
      <small>
        (<Figure exact={position.liquidationDistance} as={distance} /> left)
      </small>
    </>
  );
}
