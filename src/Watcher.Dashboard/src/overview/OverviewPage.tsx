import { useWallets } from "../api/wallets";
import type { Wallets } from "../api/documents";
import { Loading } from "../parts/Loading";
import { Section } from "../parts/Section";
import { Headline } from "./Headline";
import { PortfolioTable } from "./PortfolioTable";
import { Tally } from "./Tally";
import { WalletList } from "./WalletList";

/** All wallets, the nearest danger first. */
export function OverviewPage() {
  return (
    <>
      <h1 class="unseen">Wallets</h1>
      <Loading known={useWallets()}>{wallets => <Overview wallets={wallets} />}</Loading>
    </>
  );
}

function Overview({ wallets }: { wallets: Wallets }) {
  if (wallets.total === 0) return <p class="wait">Nothing has been read yet: the first cycle is under way.</p>;
  return (
    <>
      <Headline wallets={wallets} />
      <Section title="Wallets" beside={<Tally levels={wallets.levels} />}>
        <WalletList total={wallets.total} />
      </Section>
      {wallets.portfolios.length > 0 && (
        <Section title="Portfolios">
          <PortfolioTable portfolios={wallets.portfolios} />
        </Section>
      )}
    </>
  );
}
