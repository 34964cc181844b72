import type { Rule } from "../api/documents";
import { useDocument } from "../api/source";
import { Badge } from "../parts/Badge";
import { Loading } from "../parts/Loading";
import { Section } from "../parts/Section";
import { Table } from "../parts/Table";

/** What is asked of everything, and how it stands. */
export function Rules() {
  const known = useDocument<{ rules: Rule[] }>("/rules");
  return (
    <Section title="Rules">
      <Loading known={known}>
        {({ rules }) => (
          <Table
            caption="All rules"
            columns={["Rule", "Severity", "Fires when", "Asked of#", "Firing#", "UNKNOWN#"]}
            rows={rules.map(rule => [
              rule.name,
              rule.severity,
              <code>{rule.when}</code>,
              <span class="figure">{rule.covers.subjects ?? "–"}</span>,
              rule.covers.firing > 0 ? (
                <Badge level={rule.severity === "critical" ? "danger" : "warning"} word={String(rule.covers.firing)} />
              ) : (
                <span class="figure">0</span>
              ),
              rule.covers.unknown > 0 ? <Badge level="unknown" word={String(rule.covers.unknown)} /> : <span class="figure">0</span>,
            ])}
          />
        )}
      </Loading>
    </Section>
  );
}
