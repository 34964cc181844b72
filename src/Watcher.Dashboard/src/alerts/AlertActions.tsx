import { useState } from "preact/hooks";
import type { Alert } from "../api/documents";
import { Refusal, write } from "../api/ask";
import { changed } from "../api/source";
import { SilenceDialog } from "./SilenceDialog";

/** Taking an alert on, and keeping it quiet for a while. */
export function AlertActions({ alert }: { alert: Alert }) {
  const [trouble, set] = useState("");
  const [silencing, ask] = useState(false);
  if (alert.state === "resolved") return null;
  const acknowledge = async (): Promise<void> => {
    set("");
    await write("POST", `/alerts/${alert.id}/ack`).then(
      () => changed("/alerts", "/wallets", "/rules"),
      failure => set(failure instanceof Refusal ? failure.message : String(failure)),
    );
  };
  return (
    <div class="actions">
      {!alert.acknowledged && (
        <button type="button" class="small" onClick={acknowledge} aria-label={`Acknowledge ${alert.rule}`}>
          Acknowledge
        </button>
      )}
      {!alert.silenced && (
        <button type="button" class="small" onClick={() => ask(true)} aria-label={`Silence ${alert.rule}`}>
          Silence
        </button>
      )}
      {silencing && <SilenceDialog alert={alert} done={() => ask(false)} />}
      {trouble && (
        <p class="trouble" role="alert">
          {trouble}
        </p>
      )}
    </div>
  );
}
