import { useEffect, useId, useRef, useState } from "preact/hooks";
import type { TargetedSubmitEvent } from "preact";
import type { Alert } from "../api/documents";
import { Refusal, write } from "../api/ask";
import { changed } from "../api/source";
import { subjectOf } from "./words";

const lengths = [
  ["1h", "an hour"],
  ["2h", "2 hours"],
  ["8h", "8 hours"],
  ["24h", "a day"],
  ["7d", "a week"],
] as const;

/** For how long, why, and whether UNKNOWN is kept quiet too. */
export function SilenceDialog({ alert, done }: { alert: Alert; done: () => void }) {
  const dialog = useRef<HTMLDialogElement>(null);
  const title = useId();
  const [trouble, set] = useState("");
  useEffect(() => dialog.current?.showModal(), []);

  const silence = async (submit: TargetedSubmitEvent<HTMLFormElement>): Promise<void> => {
    submit.preventDefault();
    const given = new FormData(submit.currentTarget);
    const note = String(given.get("note")).trim();
    try {
      await write("POST", "/silences", { alert: alert.id, for: given.get("for"), unknown: given.has("unknown"), ...(note && { note }) });
      changed("/alerts", "/silences", "/rules");
      dialog.current?.close();
    } catch (failure) {
      set(failure instanceof Refusal ? failure.message : String(failure));
    }
  };
  return (
    <dialog ref={dialog} aria-labelledby={title} onClose={done}>
      <form onSubmit={silence}>
        <h2 id={title}>Silence {alert.rule}</h2>
        <p class="where">{subjectOf(alert)}. What still holds at the end is told then.</p>
        <label>
          For{" "}
          <select name="for">
            {lengths.map(([value, words]) => (
              <option value={value}>{words}</option>
            ))}
          </select>
        </label>
        <label>
          Why <input name="note" maxLength={200} placeholder="optional" />
        </label>
        <label class="check">
          <input type="checkbox" name="unknown" /> also that it cannot be read
        </label>
        {trouble && (
          <p class="trouble" role="alert">
            {trouble}
          </p>
        )}
        <footer>
          <button type="button" onClick={() => dialog.current?.close()}>
            Cancel
          </button>
          <button type="submit" class="primary">
            Silence
          </button>
        </footer>
      </form>
    </dialog>
  );
}
