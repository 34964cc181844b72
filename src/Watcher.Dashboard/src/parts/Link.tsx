import type { ComponentChildren, TargetedMouseEvent } from "preact";
import { go } from "../routes";

interface Props {
  to: string;
  children: ComponentChildren;
  class?: string;
  current?: boolean;
}

/** Leads to another view without loading the page anew; a new tab is the browser's. */
export function Link({ to, children, current, class: name }: Props) {
  const follow = (click: TargetedMouseEvent<HTMLAnchorElement>): void => {
    if (click.button !== 0 || click.metaKey || click.ctrlKey || click.shiftKey || click.altKey) return;
    click.preventDefault();
    go(to);
  };
  return (
    <a href={to} class={name} aria-current={current ? "page" : undefined} onClick={follow}>
      {children}
    </a>
  );
}
