import { useState } from "preact/hooks";
import type { WalletLine } from "../api/documents";
import { useKept } from "../api/source";
import { firstWallets, useWallets } from "../api/wallets";
import { Loading } from "../parts/Loading";
import { WalletRow } from "./WalletRow";

/** Fewer need no search. */
const few = 8;
/** More rows each time. */
const more = 100;

/** As many as are asked for; the watcher sorts them, finds them and keeps the others to itself. */
export function WalletList({ total }: { total: number }) {
  const [sought, seek] = useState("");
  const [most, set] = useState(firstWallets);
  const known = useKept(useWallets(most, sought.trim()));
  return (
    <>
      {total > few && (
        <input
          type="search"
          class="seek"
          aria-label="Find a wallet"
          placeholder="Find by label, address or chain"
          maxLength={200}
          value={sought}
          onInput={event => seek(event.currentTarget.value)}
        />
      )}
      <Loading known={known}>
        {({ wallets, total: fit }) => (
          <>
            <WalletTable wallets={wallets} />
            {fit === 0 && <p class="wait">No wallet is called that.</p>}
            {fit > wallets.length && (
              <button type="button" class="wide" onClick={() => set(most + more)}>
                Show {Math.min(more, fit - wallets.length)} more of {fit - wallets.length}
              </button>
            )}
          </>
        )}
      </Loading>
    </>
  );
}

function WalletTable({ wallets }: { wallets: WalletLine[] }) {
  return (
    <table class="wallets">
      <caption class="unseen">Wallets, the nearest danger first</caption>
      <thead>
        <tr>
          <th scope="col">State</th>
          <th scope="col">Wallet</th>
          <th scope="col">To liquidation</th>
          <th scope="col" class="number">
            Health
          </th>
          <th scope="col" class="number">
            Net worth
          </th>
          <th scope="col">What is told</th>
        </tr>
      </thead>
      <tbody>
        {wallets.map(line => (
          <WalletRow line={line} key={`${line.chain}/${line.wallet}`} />
        ))}
      </tbody>
    </table>
  );
}
