import type { WalletLine } from "../api/documents";
import { WalletRow } from "./WalletRow";

export function WalletTable({ wallets }: { wallets: WalletLine[] }) {
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
