import { useEffect, useMemo, useState } from "preact/hooks";
import type { Report, WalletReport } from "../api/documents";
import { Refusal, write } from "../api/ask";
import { Section } from "../parts/Section";
import { change } from "../words/figures";
import { movables } from "./movables";
import { Supposed } from "./Supposed";

interface Answer { report?: WalletReport; refusal?: string }

/** What would be if prices moved: the server computes it from what was read, as the command line does. */
export function WhatIf({ report }: { report: WalletReport }) {
  const choices = useMemo(() => movables(report), [report.block?.hash]);
  const [chosen, choose] = useState(choices[0]!.shock);
  const [percent, setPercent] = useState(0);
  const [days, setDays] = useState(0);
  const answer = useSupposed(report, chosen, percent, days);
  return (
    <Section title="What if" class="what-if">
      <div class="sliders">
        <label><span>What moves</span>
          <select value={chosen} onChange={event => choose(event.currentTarget.value)}>{choices.map(one => <option value={one.shock}>{one.name}</option>)}</select>
        </label>
        <label><span>by <output class="figure">{change(String(percent / 100))}</output></span>
          <input type="range" min={-90} max={100} value={percent} aria-valuetext={`${percent} %`} onInput={event => setPercent(event.currentTarget.valueAsNumber)} />
        </label>
        <label><span>after <output class="figure">{days} days</output></span>
          <input type="range" min={0} max={365} value={days} aria-valuetext={`${days} days`} onInput={event => setDays(event.currentTarget.valueAsNumber)} />
        </label>
        <button type="button" onClick={() => { setPercent(0); setDays(0); }}>As it is</button>
      </div>
      {answer.refusal && <p class="trouble" role="alert">{answer.refusal}</p>}
      <Supposed now={report} then={answer.report} />
    </Section>
  );
}

/** Asks for each place the sliders come to; an answer that is overtaken is let go. */
function useSupposed(report: WalletReport, shock: string, percent: number, days: number): Answer {
  const [answer, set] = useState<Answer>({});
  useEffect(() => {
    if (percent === 0 && days === 0) return set({});
    const overtaken = new AbortController();
    suppose(report, shock, percent, days, overtaken.signal).then(set, failure => {
      if (overtaken.signal.aborted) return;
      if (!(failure instanceof Refusal)) throw failure;
      set({ refusal: failure.message });
    });
    return () => overtaken.abort();
  }, [report.block?.hash, shock, percent, days]);
  return answer;
}

async function suppose(report: WalletReport, shock: string, percent: number, days: number, abandon: AbortSignal): Promise<Answer> {
  const shocks = percent === 0 ? [] : [`${shock}=${percent}%`];
  const supposed = await write<Report>("POST", "/what-if", { wallet: report.wallet, shocks, days }, abandon);
  return { report: supposed.reports.find(one => one.chain === report.chain) };
}
