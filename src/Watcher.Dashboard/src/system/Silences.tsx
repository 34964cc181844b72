import type { Silence } from "../api/documents";
import { write } from "../api/ask";
import { changed, useDocument } from "../api/source";
import { Loading } from "../parts/Loading";
import { Section } from "../parts/Section";
import { Table } from "../parts/Table";
import { short } from "../words/names";
import { moment } from "../words/times";

/** What is kept quiet now, and ending it. */
export function Silences() {
  const known = useDocument<{ silences: Silence[] }>("/silences");
  const end = (silence: Silence): Promise<void> =>
    write("DELETE", `/silences/${silence.id}`).then(
      () => changed("/silences", "/alerts", "/rules"),
      () => changed("/silences"),
    );
  return (
    <Section title="Silences">
      <Loading known={known}>
        {({ silences }) => {
          const active = silences.filter(one => one.active);
          if (active.length === 0) return <p class="none">Nothing is silenced.</p>;
          return (
            <Table
              caption="Silences that hold"
              columns={["What", "Until", "Why", "End"]}
              rows={active.map(one => [
                whatOf(one),
                <time dateTime={one.until}>{moment(one.until)}</time>,
                one.note,
                <button type="button" class="small" onClick={() => end(one)} aria-label={`End the silence of ${whatOf(one)}`}>
                  End
                </button>,
              ])}
            />
          );
        }}
      </Loading>
    </Section>
  );
}

function whatOf(silence: Silence): string {
  const selectors = [silence.rule, silence.subject ?? silence.wallet, silence.protocol, silence.chain].filter(
    (one): one is string => one !== undefined,
  );
  return selectors.length > 0 ? selectors.map(one => one.split("/").map(short).join("/")).join(", ") : "everything";
}
