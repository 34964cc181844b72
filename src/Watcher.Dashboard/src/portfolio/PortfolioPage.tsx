import { AlertList } from "../alerts/AlertList";
import { useAlertsOf } from "../api/alerts";
import type { PortfolioReport, WalletLine } from "../api/documents";
import { useWalletsOf } from "../api/wallets";
import { chartsOfPortfolio } from "../history/charts";
import { HistorySection } from "../history/HistorySection";
import { WalletTable } from "../overview/WalletTable";
import { Badge } from "../parts/Badge";
import { Loading } from "../parts/Loading";
import { Section } from "../parts/Section";
import { Totals } from "../wallet/Totals";
import { Weights } from "../wallet/Weights";
import { worse } from "../words/danger";
import { Breaches } from "./Breaches";
import { Unread } from "./Unread";

/** Of those that are over the newest: the others are among all alerts. */
const mostOver = 20;

/** Several wallets, on one chain or several, as one. */
export function PortfolioPage({ label }: { label: string }) {
  const known = useWalletsOf(label);
  if (known.refusal?.status === 400) return <h1>There is no portfolio {label}</h1>;
  return (
    <Loading known={known}>
      {({ portfolios, wallets }) => {
        const portfolio = portfolios.find(one => one.label.toLowerCase() === label.toLowerCase());
        return portfolio ? <Portfolio portfolio={portfolio} wallets={wallets} /> : <Awaited label={label} />;
      }}
    </Loading>
  );
}

function Awaited({ label }: { label: string }) {
  return (
    <>
      <h1>{label}</h1>
      <p class="wait">Not all of its wallets have been read yet: the first cycle is under way.</p>
    </>
  );
}

function Portfolio({ portfolio, wallets }: { portfolio: PortfolioReport; wallets: WalletLine[] }) {
  const alerts = useAlertsOf(alert => alert.label === portfolio.label && !alert.wallet && !alert.chain && !alert.channel);
  const open = alerts.filter(alert => alert.state !== "resolved").sort(worse);
  const over = alerts.filter(alert => alert.state === "resolved").slice(0, mostOver);
  const { weights = [], ...figures } = portfolio;
  return (
    <>
      <header class="subject">
        <h1>{portfolio.label}</h1>
        <Badge level={portfolio.status === "breach" ? "warning" : portfolio.status} />
        <p class="where">portfolio of {wallets.length === 1 ? "one wallet" : `${wallets.length} wallets`}</p>
      </header>
      <Unread wallets={wallets} />
      {portfolio.totals && <Totals totals={portfolio.totals} complete={portfolio.complete} />}
      <Breaches breaches={portfolio.breaches} />
      {open.length > 0 && (
        <Section title="Alerts">
          <AlertList alerts={open} />
        </Section>
      )}
      {weights.length > 0 && (
        <Section title="Weights">
          <Weights portfolio={{ ...figures, weights }} />
        </Section>
      )}
      <Section title="Wallets">
        <WalletTable wallets={wallets} />
      </Section>
      <HistorySection charts={chartsOfPortfolio} of={{ portfolio: portfolio.label }} />
      {over.length > 0 && (
        <Section title="Alerts that are over">
          <AlertList alerts={over} />
        </Section>
      )}
    </>
  );
}
