import { useState } from "preact/hooks";

/** As the system has it, or as the reader wants it. */
export const themes = ["auto", "light", "dark"] as const;

export type Theme = (typeof themes)[number];

const key = "watcher.theme";
export const themed = "watcher:themed";

function stored(): Theme {
  const theme = localStorage.getItem(key) as Theme | null;
  return theme && themes.includes(theme) ? theme : "auto";
}

export function applyTheme(theme: Theme = stored()): void {
  document.documentElement.dataset.theme = theme;
  dispatchEvent(new Event(themed));
}

export function useTheme(): [Theme, (theme: Theme) => void] {
  const [theme, set] = useState(stored);
  const choose = (chosen: Theme): void => {
    localStorage.setItem(key, chosen);
    applyTheme(chosen);
    set(chosen);
  };
  return [theme, choose];
}
