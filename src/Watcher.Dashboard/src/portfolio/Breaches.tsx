import type { Breach } from "../api/documents";
import { Section } from "../parts/Section";
import { Table } from "../parts/Table";
import { Figure } from "../parts/Figure";
import { ratio } from "../words/figures";

/** Rules whose conditions hold. */
export function Breaches({ breaches }: { breaches: Breach[] }) {
  if (breaches.length === 0) return null;
  return (
    <Section title="Breached rules">
      <Table
        caption="Rules whose conditions hold"
        columns={["Rule", "Condition", "Value#"]}
        rows={breaches.map(one => [one.rule, <code>{one.condition}</code>, <Figure exact={one.value} as={ratio} />])}
      />
    </Section>
  );
}
