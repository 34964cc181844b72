import type { Channel } from "../api/documents";
import { useDocument } from "../api/source";
import { Badge } from "../parts/Badge";
import { Loading } from "../parts/Loading";
import { Section } from "../parts/Section";
import { Table } from "../parts/Table";
import { moment } from "../words/times";

/** Each channel, and the outbox before it. */
export function Channels() {
  const known = useDocument<{ channels: Channel[] }>("/channels");
  return (
    <Section title="Channels and outbox">
      <Loading known={known}>
        {({ channels }) => (
          <Table
            caption="Channels"
            columns={["State", "Channel", "Waiting#", "Refused#", "Last delivered", "Trouble"]}
            rows={channels.map(one => [
              <Badge level={one.healthy ? "ok" : "danger"} word={one.healthy ? "Delivers" : "Fails"} />,
              one.channel,
              <span class="figure">{one.pending}</span>,
              <span class="figure">{one.rejected}</span>,
              one.lastSuccessAt ? <time dateTime={one.lastSuccessAt}>{moment(one.lastSuccessAt)}</time> : "never",
              one.why ?? one.lastError,
            ])}
          />
        )}
      </Loading>
    </Section>
  );
}
