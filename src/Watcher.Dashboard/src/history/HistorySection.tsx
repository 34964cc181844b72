import { useEffect, useState } from "preact/hooks";
import type { History } from "../api/documents";
import { useDocument } from "../api/source";
import { Loading } from "../parts/Loading";
import { Section } from "../parts/Section";
import { positionName } from "../words/names";
import { spans, type Chart, type Span } from "./charts";

/**
 * What was recorded, a metric and a span of time at once.
 * @param of Whose: as the watcher is asked for it.
 */
export function HistorySection({ charts, of }: { charts: Chart[]; of: Record<string, string> }) {
  const [chosen, choose] = useState(charts[0]!.key);
  const [span, setSpan] = useState<Span>(spans[1]!);
  const chart = charts.find(one => one.key === chosen) ?? charts[0]!;
  return (
    <Section
      title="History"
      beside={
        <div class="choices">
          <label class="field">
            <span class="unseen">What to show</span>
            <select value={chart.key} onChange={event => choose(event.currentTarget.value)}>
              {charts.map(one => (
                <option value={one.key}>{label(one)}</option>
              ))}
            </select>
          </label>
          <div role="group" aria-label="How far back">
            {spans.map(one => (
              <button type="button" class="choice" aria-pressed={one === span} onClick={() => setSpan(one)}>
                {one.name}
              </button>
            ))}
          </div>
        </div>
      }
    >
      <Recorded of={of} chart={chart} span={span} key={chart.key + span.name} />
    </Section>
  );
}

function label({ metric, position }: Chart): string {
  return position ? `${metric.words} · ${positionName(position)}` : metric.words;
}

function Recorded({ of, chart, span }: { of: Record<string, string>; chart: Chart; span: Span }) {
  const history = useDocument<History>(
    `/history?${new URLSearchParams({
      ...of,
      metric: chart.metric.name,
      ...(chart.position && { position: chart.position.id }),
      ...span.asked,
      ...(span.asked.every && chart.metric.worst && { aggregate: chart.metric.worst }),
    })}`,
  );
  const { HistoryChart, trouble } = useDrawing();
  if (trouble) return <p class="trouble">{trouble}</p>;
  return (
    <Loading known={history}>
      {({ series }) => {
        const samples = (series.find(one => one.position === chart.position?.id) ?? series[0])?.samples ?? [];
        if (samples.length === 0) return <p class="none">Nothing was recorded in this time.</p>;
        return HistoryChart ? <HistoryChart samples={samples} metric={chart.metric} /> : <p class="wait">Reading …</p>;
      }}
    </Loading>
  );
}

interface Drawing {
  HistoryChart?: typeof import("./HistoryChart").HistoryChart;
  trouble?: string;
}

/** What draws is half of the page's script, and most views draw nothing: it comes when it is needed. */
function useDrawing(): Drawing {
  const [drawing, set] = useState<Drawing>({});
  useEffect(() => void import("./HistoryChart").then(set, () => set({ trouble: "What draws the history could not be loaded: open the page anew." })), []);
  return drawing;
}
