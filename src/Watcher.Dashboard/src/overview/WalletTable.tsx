import { useState } from "preact/hooks";
import type { Standing } from "../words/danger";
import { WalletRow } from "./WalletRow";

/** Rows at first, and more of them each time. */
const page = 50;

export function WalletTable({ standings }: { standings: Standing[] }) {
  const [most, set] = useState(page);
  const left = standings.length - most;
  return (
    <>
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
          {standings.slice(0, most).map(standing => (
            <WalletRow standing={standing} key={`${standing.line.chain}/${standing.line.wallet}`} />
          ))}
        </tbody>
      </table>
      {standings.length === 0 && <p class="wait">No wallet is called that.</p>}
      {left > 0 && (
        <button type="button" class="wide" onClick={() => set(most + page)}>
          Show {Math.min(page, left)} more of {left}
        </button>
      )}
    </>
  );
}
