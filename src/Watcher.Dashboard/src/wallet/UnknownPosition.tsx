import type { Position } from "../api/documents";
import { Badge } from "../parts/Badge";
import { Section } from "../parts/Section";
import { positionName } from "../words/names";
import { moment } from "../words/times";

/** A position that was read once and cannot be now: it shows no figure that might be wrong. */
export function UnknownPosition({ position }: { position: Position }) {
  return (
    <Section title={positionName(position)} beside={<Badge level="unknown" />} class="hatched">
      <p>
        It cannot be read now.{" "}
        {position.lastGood && (
          <>
            It was read last at block <span class="figure">{position.lastGood.number}</span>, {moment(position.lastGood.timestamp)}.
          </>
        )}
      </p>
    </Section>
  );
}
