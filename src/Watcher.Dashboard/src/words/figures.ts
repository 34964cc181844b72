/**
 * Figures for people, made from exact decimal strings without a detour over floating point. Distances and health are rounded down: what
 * is shown is never safer than what is.
 */

type Options = Intl.NumberFormatOptions & { roundingMode?: "floor" | "trunc" };

const infinite = "∞";

/** Each is made when it is first used: making them all is half of what the page does before it shows anything. */
function format(options: Options): (exact: string) => string {
  let made: Intl.NumberFormat | undefined;
  const written = (exact: string): string =>
    (made ??= new Intl.NumberFormat("en-US", options)).format(exact as Intl.StringNumericLiteral).replace("-", "−");
  return exact => (exact === "Infinity" ? infinite : written(exact));
}

export const usd = format({ style: "currency", currency: "USD", minimumFractionDigits: 2, maximumFractionDigits: 2 });

/** Cents of great sums say nothing. */
export const shortUsd = (exact: string): string => (Math.abs(Number(exact)) >= 10_000 ? wholeUsd : usd)(exact);

const wholeUsd = format({ style: "currency", currency: "USD", maximumFractionDigits: 0 });

/** Of prices: also those far below a cent. */
export const price = (exact: string): string => (Math.abs(Number(exact)) >= 1 ? usd : smallUsd)(exact);

const smallUsd = format({ style: "currency", currency: "USD", maximumSignificantDigits: 5 });

export const percent = format({ style: "percent", minimumFractionDigits: 1, maximumFractionDigits: 1 });

/** A distance to something bad. */
export const distance = format({ style: "percent", minimumFractionDigits: 1, maximumFractionDigits: 1, roundingMode: "floor" });

/** With its sign: a change, cut towards now as distances are. */
export const change = format({
  style: "percent",
  minimumFractionDigits: 1,
  maximumFractionDigits: 1,
  signDisplay: "exceptZero",
  roundingMode: "trunc",
});

/** With its sign, to the nearest: how far something is from what it should be. */
export const drift = format({ style: "percent", minimumFractionDigits: 1, maximumFractionDigits: 1, signDisplay: "exceptZero" });

/** Of a pool: also the smallest. */
export const share = format({ style: "percent", maximumSignificantDigits: 4 });

export const health = format({ minimumFractionDigits: 2, maximumFractionDigits: 2, roundingMode: "floor" });

export const ratio = format({ maximumFractionDigits: 4 });

export const amount = format({ maximumSignificantDigits: 7 });

export const days = format({ maximumFractionDigits: 0, roundingMode: "floor" });

export const count = format({ maximumFractionDigits: 0 });
