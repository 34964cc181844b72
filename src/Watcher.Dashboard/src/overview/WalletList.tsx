import { useState } from "preact/hooks";
import { useKept } from "../api/source";
import { firstWallets, useWallets } from "../api/wallets";
import { Loading } from "../parts/Loading";
import { WalletTable } from "./WalletTable";

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
