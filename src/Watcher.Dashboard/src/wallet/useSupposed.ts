import { useEffect, useState } from "preact/hooks";
import type { Report, WalletReport } from "../api/documents";
import { Refusal, write } from "../api/ask";

interface Answer {
  report?: WalletReport;
  refusal?: string;
}

/** What would be where the sliders stand. Where they went on meanwhile the question before is given up, here and on the watcher. */
export function useSupposed(report: WalletReport, shock: string, percent: number, days: number): Answer {
  const [answer, set] = useState<Answer>({});
  useEffect(() => {
    const asked = new AbortController();
    void suppose(report, shock, percent, days, asked.signal).then(answer => asked.signal.aborted || set(answer));
    return () => asked.abort();
  }, [report.block?.hash, shock, percent, days]);
  return answer;
}

async function suppose(report: WalletReport, shock: string, percent: number, days: number, over: AbortSignal): Promise<Answer> {
  if (percent === 0 && days === 0) return {};
  const shocks = percent === 0 ? {} : { [shock]: `${percent}%` };
  try {
    const supposed = await write<Report>("POST", "/what-if", { wallet: report.wallet, chain: report.chain, shocks, days }, over);
    return { report: supposed.reports[0] };
  } catch (failure) {
    if (!(failure instanceof Refusal)) throw failure;
    return { refusal: failure.message };
  }
}
