import type { Chain } from "../api/documents";
import { useDocument } from "../api/source";
import { Badge } from "../parts/Badge";
import { Hex } from "../parts/Figure";
import { Loading } from "../parts/Loading";
import { Section } from "../parts/Section";
import { Table } from "../parts/Table";
import { count } from "../words/figures";
import { ago, useNow } from "../words/times";
import { Budget } from "./Budget";

export function Chains() {
  const known = useDocument<{ chains: Chain[] }>("/chains");
  return <Loading known={known}>{({ chains }) => chains.map(chain => <OneChain chain={chain} key={chain.chain} />)}</Loading>;
}

function OneChain({ chain }: { chain: Chain }) {
  const now = useNow();
  return (
    <Section title={chain.chain} beside={chain.ready ? <Badge level="ok" word="Read" /> : <Badge level="unknown" word="Not read" />}>
      {chain.why && <p class="trouble">{chain.why}</p>}
      {chain.block && (
        <p>
          Block <span class="figure">{count(String(chain.block.number))}</span> <Hex text={chain.block.hash} />, read{" "}
          {chain.lastGoodAt ? ago(chain.lastGoodAt, now) : "never"}.
        </p>
      )}
      <Table
        caption={`Endpoints of ${chain.chain}`}
        columns={["State", "Endpoint", "Head#", "Failure"]}
        rows={[
          ...chain.endpoints.map(one => [
            <Badge level={one.healthy ? "ok" : "warning"} word={one.healthy ? "Answers" : "Fails"} />,
            one.name,
            <span class="figure">{one.head ?? "–"}</span>,
            one.failure,
          ]),
          ...(chain.heads ?? []).map(one => [
            <Badge level={one.listening ? "ok" : "warning"} word={one.listening ? "Tells" : "Silent"} />,
            `${one.name} (new blocks)`,
            "",
            one.failure,
          ]),
        ]}
      />
      {chain.plan && <Budget plan={chain.plan} />}
    </Section>
  );
}
