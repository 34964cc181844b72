import type { WalletLine, Wallets } from "./documents";
import { useDocument, type Known } from "./source";

/** Rows at first. The host names the first reading to the browser along with the page: DashboardRoutes.cs. */
export const firstWallets = 25;

/** The nearest danger first. */
export function useWallets(most = firstWallets, sought = ""): Known<Wallets> {
  return useDocument<Wallets>(`/wallets?${new URLSearchParams({ limit: String(most), ...(sought && { find: sought }) })}`);
}

/** Those of a portfolio, and the portfolio among the others. */
export function useWalletsOf(portfolio: string): Known<Wallets> {
  return useDocument<Wallets>(`/wallets?${new URLSearchParams({ portfolio })}`);
}

/** One of them as it stands in the list. */
export function useWallet(chain: string, wallet: string): WalletLine | undefined {
  return useDocument<Wallets>(`/wallets?${new URLSearchParams({ wallet, chain })}`).document?.wallets[0];
}
