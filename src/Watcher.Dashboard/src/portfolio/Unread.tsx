import type { WalletLine } from "../api/documents";
import { Badge } from "../parts/Badge";
import { Link } from "../parts/Link";
import { paths } from "../routes";
import { walletName } from "../words/names";
import { ago, moment, useNow } from "../words/times";

/** Whose reading is missing, and since when: without it there are no figures of the whole. Why, the wallet's own page tells. */
export function Unread({ wallets }: { wallets: WalletLine[] }) {
  const now = useNow();
  const unread = wallets.filter(line => line.unknownSince);
  if (unread.length === 0) return null;
  return (
    <section class="aside" aria-label="What is not known">
      {unread.map(line => (
        <p key={`${line.chain}/${line.wallet}`}>
          <Badge level="unknown" /> <Link to={paths.wallet(line.chain, line.wallet)}>{walletName(line)}</Link> on {line.chain} cannot be read
          since{" "}
          <time dateTime={line.unknownSince} title={line.unknownSince}>
            {moment(line.unknownSince!)}
          </time>
          , {ago(line.unknownSince!, now)}
        </p>
      ))}
    </section>
  );
}
