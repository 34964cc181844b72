import { useState } from "preact/hooks";
import type { Alerts } from "../api/documents";
import { useDocument } from "../api/source";
import { Loading } from "../parts/Loading";
import { Section } from "../parts/Section";
import { worse } from "../words/danger";
import { AlertList } from "./AlertList";

/** So many at first, and more of them each time. */
const page = 30;

interface Props {
  title: string;
  path: string;
  /** Said where there are none; without it the section is left out then. */
  none?: string;
}

/** Alerts of one state, the worst first; those that are equally bad as they came, newest first. */
export function AlertSection({ title, path, none }: Props) {
  const known = useDocument<Alerts>(path);
  const [most, set] = useState(page);
  const alerts = known.document?.alerts.toSorted(worse) ?? [];
  const left = alerts.length - most;
  if (!none && !known.refusal && alerts.length === 0) return null;
  return (
    <Section title={title}>
      <Loading known={known}>
        {() => (alerts.length > 0 ? <AlertList alerts={alerts.slice(0, most)} /> : <p class="none">{none}</p>)}
      </Loading>
      {left > 0 && (
        <button type="button" class="wide" onClick={() => set(most + page)}>
          Show {Math.min(page, left)} more of {left}
        </button>
      )}
    </Section>
  );
}
