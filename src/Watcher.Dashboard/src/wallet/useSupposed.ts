import { useEffect, useRef, useState } from "preact/hooks";
import type { Report, WalletReport } from "../api/documents";
import { Refusal, write } from "../api/ask";

interface Answer {
  report?: WalletReport;
  refusal?: string;
}

/** What would be where the sliders stand. One question is under way at a time: where they went meanwhile is asked next. */
export function useSupposed(report: WalletReport, shock: string, percent: number, days: number): Answer {
  const [answer, set] = useState<Answer>({});
  const wanted = useRef<() => Promise<Answer>>(undefined);
  const asking = useRef(false);

  const ask = async (): Promise<void> => {
    if (asking.current) return;
    asking.current = true;
    while (wanted.current) {
      const next = wanted.current;
      wanted.current = undefined;
      set(await next());
    }
    asking.current = false;
  };
  useEffect(() => {
    wanted.current = () => suppose(report, shock, percent, days);
    void ask();
  }, [report.block?.hash, shock, percent, days]);
  useEffect(() => () => void (wanted.current = undefined), []);
  return answer;
}

async function suppose(report: WalletReport, shock: string, percent: number, days: number): Promise<Answer> {
  if (percent === 0 && days === 0) return {};
  const shocks = percent === 0 ? {} : { [shock]: `${percent}%` };
  try {
    const supposed = await write<Report>("POST", "/what-if", { wallet: report.wallet, chain: report.chain, shocks, days });
    return { report: supposed.reports[0] };
  } catch (failure) {
    if (!(failure instanceof Refusal)) throw failure;
    return { refusal: failure.message };
  }
}
