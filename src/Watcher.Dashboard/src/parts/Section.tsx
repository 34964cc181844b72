import type { ComponentChildren } from "preact";
import { useId } from "preact/hooks";

/** A part of a view with a heading, which names it for those who cannot see it. */
export function Section({
  title,
  beside,
  children,
  class: name,
}: {
  title: ComponentChildren;
  beside?: ComponentChildren;
  children: ComponentChildren;
  class?: string;
}) {
  const id = useId();
  return (
    <section class={`section ${name ?? ""}`} aria-labelledby={id}>
      <header>
        <h2 id={id}>{title}</h2>
        {beside}
      </header>
      {children}
    </section>
  );
}
