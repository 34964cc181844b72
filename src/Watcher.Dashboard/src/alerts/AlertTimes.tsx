import type { Alert } from "../api/documents";
import { ago, moment } from "../words/times";

/** When it began and ended, and what people said of it. */
export function AlertTimes({ alert, now }: { alert: Alert; now: number }) {
  return (
    <p class="times">
      {alert.firedAt && (
        <span>
          fired <When time={alert.firedAt} />, {ago(alert.firedAt, now)}
        </span>
      )}
      {alert.event && alert.state === "firing" && !alert.acknowledged && <span>has no end: it counts until somebody acknowledges it</span>}
      {alert.resolvedAt && (
        <span>
          resolved <When time={alert.resolvedAt} />
        </span>
      )}
      {alert.unknownSince && (
        <span class="unknown">
          UNKNOWN since <When time={alert.unknownSince} />
        </span>
      )}
      {alert.acknowledged && <span>acknowledged {alert.acknowledgedAt && <When time={alert.acknowledgedAt} />}</span>}
      {alert.silenced && (
        <span>
          silenced{" "}
          {alert.silencedUntil && (
            <>
              until <When time={alert.silencedUntil} />
            </>
          )}
        </span>
      )}
    </p>
  );
}

function When({ time }: { time: string }) {
  return (
    <time dateTime={time} title={time}>
      {moment(time)}
    </time>
  );
}
