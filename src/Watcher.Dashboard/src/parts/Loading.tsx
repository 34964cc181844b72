import type { ComponentChildren } from "preact";
import type { Known } from "../api/source";
import { moment } from "../words/times";

interface Props<T> {
  known: Known<T>;
  children: (document: T) => ComponentChildren;
}

/** A document once it is there, and why it is not or may be old. */
export function Loading<T>({ known, children }: Props<T>) {
  return (
    <>
      {known.refusal && (
        <p class="trouble" role="alert">
          {why(known)}
        </p>
      )}
      {known.document === undefined ? known.refusal ? null : <p class="wait">Reading …</p> : children(known.document)}
    </>
  );
}

function why({ refusal, readAt }: Known<unknown>): string {
  const shown = readAt === undefined ? "" : ` What is shown was read at ${moment(readAt)} and may be old.`;
  return `Not read: ${refusal!.message}.${shown}`;
}
