import uPlot from "uplot";
import { shortUsd, usd } from "../words/figures";
import type { Metric } from "./charts";

const height = 220;
/** Seconds on either side of a sample that is the only one. */
const alone = 1800;
const font = "12px system-ui, sans-serif";

/** The look of a chart, in the page's colours of this moment. */
export function optionsOf(place: HTMLElement, metric: Metric, pointed: (index: number | undefined) => void): uPlot.Options {
  const [ink, faint, line] = ["--muted", "--line", "--accent"].map(name => colour(place, name)) as [string, string, string];
  const axis: uPlot.Axis = { stroke: ink, font, grid: { stroke: faint, width: 1 }, ticks: { show: false } };
  return {
    width: place.clientWidth,
    height,
    legend: { show: false },
    scales: { x: { range: ({ data: [times] }, low, high) => (times.length === 1 ? [low - alone, low + alone] : [low, high]) } },
    cursor: { y: false, drag: { x: false, y: false } },
    hooks: { setCursor: [chart => pointed(chart.cursor.idx ?? undefined)] },
    axes: [
      { ...axis, values: (_, times) => timesOf(times) },
      { ...axis, size: 74, values: (_, values) => marks(values, metric) },
    ],
    series: [
      {},
      {
        stroke: line,
        width: 1.5,
        paths: uPlot.paths.stepped!({ align: 1 }),
        points: { show: (_, __, from, to) => to - from < 60, size: 5, fill: line },
      },
    ],
  };
}

/** A mark that would read as the one below it is left out: nobody could tell them apart. */
function marks(values: number[], metric: Metric): string[] {
  const as = metric.as === usd ? shortUsd : metric.as;
  const written = values.map(value => as(String(value)));
  return written.map((one, i) => (one === written[i - 1] ? "" : one));
}

const clock = new Intl.DateTimeFormat("en-GB", { hour: "2-digit", minute: "2-digit" });
const seconds = new Intl.DateTimeFormat("en-GB", { hour: "2-digit", minute: "2-digit", second: "2-digit" });
const day = new Intl.DateTimeFormat("en-GB", { day: "numeric", month: "short" });
const daySeconds = 86_400;

/** Times within two days, else days; seconds where marks are less than a minute apart. */
function timesOf(marks: number[]): string[] {
  const times = marks[1]! - marks[0]! < 60 ? seconds : clock;
  const format = marks.at(-1)! - marks[0]! > 2 * daySeconds ? day : times;
  return marks.map(one => format.format(one * 1000));
}

/** As the browser resolves it: the scheme decides between two colours. */
function colour(place: HTMLElement, name: string): string {
  const probe = document.createElement("i");
  probe.style.color = `var(${name})`;
  place.append(probe);
  const resolved = getComputedStyle(probe).color;
  probe.remove();
  return resolved;
}
