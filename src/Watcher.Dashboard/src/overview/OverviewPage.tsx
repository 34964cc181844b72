import { useMemo, useState } from "preact/hooks";
import { useFiring } from "../api/alerts";
import type { Wallets } from "../api/documents";
import { useDocument } from "../api/source";
import { Loading } from "../parts/Loading";
import { Section } from "../parts/Section";
import { standingsOf } from "../words/danger";
import { Headline } from "./Headline";
import { PortfolioTable } from "./PortfolioTable";
import { Tally } from "./Tally";
import { WalletTable } from "./WalletTable";

/** All wallets, the nearest danger first. */
export function OverviewPage() {
  const wallets = useDocument<Wallets>("/wallets");
  return (
    <>
      <h1 class="unseen">Wallets</h1>
      <Loading known={wallets}>{document => <Overview {...document} />}</Loading>
    </>
  );
}

function Overview({ wallets, portfolios }: Wallets) {
  const { document: alerts } = useFiring();
  const [sought, seek] = useState("");
  const standings = useMemo(() => standingsOf(wallets, alerts?.alerts ?? []), [wallets, alerts]);
  const found = standings.filter(({ line }) =>
    `${line.label ?? ""} ${line.wallet} ${line.chain}`.toLowerCase().includes(sought.trim().toLowerCase()),
  );
  if (standings.length === 0) return <p class="wait">Nothing has been read yet: the first cycle is under way.</p>;
  return (
    <>
      <Headline standings={standings} />
      <Section title="Wallets" beside={<Tally standings={standings} />}>
        {standings.length > 8 && (
          <input
            type="search"
            class="seek"
            aria-label="Find a wallet"
            placeholder="Find by label, address or chain"
            value={sought}
            onInput={event => seek(event.currentTarget.value)}
          />
        )}
        <WalletTable standings={found} />
      </Section>
      {portfolios.length > 0 && (
        <Section title="Portfolios">
          <PortfolioTable portfolios={portfolios} />
        </Section>
      )}
    </>
  );
}
