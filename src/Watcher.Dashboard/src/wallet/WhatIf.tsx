import { useMemo, useState } from "preact/hooks";
import type { WalletReport } from "../api/documents";
import { Section } from "../parts/Section";
import { change } from "../words/figures";
import { movables } from "./movables";
import { Supposed } from "./Supposed";
import { useSupposed } from "./useSupposed";

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
        <label>
          <span>What moves</span>
          <select value={chosen} onChange={event => choose(event.currentTarget.value)}>
            {choices.map(one => (
              <option value={one.shock}>{one.name}</option>
            ))}
          </select>
        </label>
        <label>
          <span>
            by <output class="figure">{change(String(percent / 100))}</output>
          </span>
          <input
            type="range"
            min={-90}
            max={100}
            value={percent}
            aria-valuetext={`${percent} %`}
            onInput={event => setPercent(event.currentTarget.valueAsNumber)}
          />
        </label>
        <label>
          <span>
            after <output class="figure">{days} days</output>
          </span>
          <input
            type="range"
            min={0}
            max={365}
            value={days}
            aria-valuetext={`${days} days`}
            onInput={event => setDays(event.currentTarget.valueAsNumber)}
          />
        </label>
        <button
          type="button"
          onClick={() => {
            setPercent(0);
            setDays(0);
          }}
        >
          As it is
        </button>
      </div>
      {answer.refusal && (
        <p class="trouble" role="alert">
          {answer.refusal}
        </p>
      )}
      <Supposed now={report} then={answer.report} />
    </Section>
  );
}
