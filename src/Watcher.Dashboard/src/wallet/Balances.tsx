import type { Position } from "../api/documents";
import { Section } from "../parts/Section";
import { Legs } from "./Legs";

export function Balances({ position }: { position: Position }) {
  return (
    <Section title="Balances">
      {position.legs?.length ? <Legs legs={position.legs} of="the wallet itself" /> : <p class="none">Nothing.</p>}
    </Section>
  );
}
