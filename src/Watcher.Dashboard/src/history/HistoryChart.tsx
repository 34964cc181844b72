import { useEffect, useLayoutEffect, useRef, useState } from "preact/hooks";
import uPlot from "uplot";
import type { Sample } from "../api/documents";
import { Figure, Hex } from "../parts/Figure";
import { themed } from "../theme";
import { moment } from "../words/times";
import type { Metric } from "./charts";
import { optionsOf } from "./chartOptions";

/** A series with the block under the pointer told in full; the arrow keys go from block to block. */
export function HistoryChart({ samples, metric }: { samples: Sample[]; metric: Metric }) {
  const place = useRef<HTMLDivElement>(null);
  const chart = useRef<uPlot | undefined>(undefined);
  const [at, set] = useState<number>();
  const shown = samples[at ?? samples.length - 1] ?? samples[samples.length - 1]!;

  // Before anything can take the chart's place away again.
  useLayoutEffect(() => {
    const here = place.current!;
    const draw = (): void => {
      chart.current?.destroy();
      chart.current = new uPlot(optionsOf(here, metric, set), dataOf(samples), here);
    };
    const size = new ResizeObserver(() => chart.current?.setSize({ width: here.clientWidth, height: chart.current.height }));
    draw();
    size.observe(here);
    addEventListener(themed, draw);
    const scheme = matchMedia("(prefers-color-scheme: dark)");
    scheme.addEventListener("change", draw);
    return () => {
      size.disconnect();
      removeEventListener(themed, draw);
      scheme.removeEventListener("change", draw);
      chart.current?.destroy();
      chart.current = undefined;
    };
  }, [metric]);
  useEffect(() => chart.current?.setData(dataOf(samples)), [samples]);

  const step = (key: KeyboardEvent): void => {
    const by = { ArrowLeft: -1, ArrowRight: 1, Home: -Infinity, End: Infinity }[key.key];
    if (by === undefined) return;
    key.preventDefault();
    const next = Math.min(samples.length - 1, Math.max(0, (at ?? samples.length - 1) + by));
    set(next);
    const left = chart.current!.valToPos(timeOf(samples[next]!), "x");
    chart.current!.setCursor({ left, top: chart.current!.bbox.height / 2 / devicePixelRatio }, false);
  };
  return (
    <figure class="chart">
      <div
        ref={place}
        role="slider"
        tabIndex={0}
        aria-label={`${metric.words}: recorded samples, by arrow keys`}
        onKeyDown={step}
        aria-valuemin={0}
        aria-valuemax={samples.length - 1}
        aria-valuenow={at ?? samples.length - 1}
        aria-valuetext={text(shown, metric)}
      />
      <figcaption>
        <Told sample={shown} metric={metric} />
      </figcaption>
    </figure>
  );
}

function Told({ sample, metric }: { sample: Sample; metric: Metric }) {
  return (
    <>
      {sample.value === undefined ? (
        <strong class="unknown">UNKNOWN</strong>
      ) : (
        <strong>
          <Figure exact={sample.value} as={metric.as} />
        </strong>
      )}
      <span>
        block <span class="figure">{sample.block}</span>
      </span>{" "}
      <Hex text={sample.blockHash} />{" "}
      <time dateTime={sample.timestamp} title={sample.timestamp}>
        {moment(sample.timestamp)}
      </time>
    </>
  );
}

function text(sample: Sample, metric: Metric): string {
  return `${sample.value === undefined ? "unknown" : metric.as(sample.value)} at block ${sample.block}, ${moment(sample.timestamp)}`;
}

function timeOf(sample: Sample): number {
  return Date.parse(sample.timestamp) / 1000;
}

/** What was unknown, or without end, is a gap. */
function dataOf(samples: Sample[]): uPlot.AlignedData {
  const values = samples.map(({ value }) => (value === undefined || value === "Infinity" ? null : Number(value)));
  return [samples.map(timeOf), values];
}
