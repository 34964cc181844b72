import type { Unknown } from "../api/documents";
import { Badge } from "../parts/Badge";
import { ago, moment, useNow } from "../words/times";

/** What cannot be read, why, and since when. */
export function UnknownNotice({ unknown }: { unknown: Unknown[] }) {
  const now = useNow();
  if (unknown.length === 0) return null;
  return (
    <section class="aside" aria-label="What is not known">
      {unknown.map(one => (
        <p key={one.what}>
          <Badge level="unknown" /> <strong>{one.what}</strong> since{" "}
          <time dateTime={one.since} title={one.since}>
            {moment(one.since)}
          </time>
          , {ago(one.since, now)}: {one.reason}: {one.why}
        </p>
      ))}
    </section>
  );
}
