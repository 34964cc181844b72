import type { ComponentChildren } from "preact";

interface Props {
  caption: string;
  /** The headings; a column of figures ends with a #. */
  columns: string[];
  rows: ComponentChildren[][];
}

/** A table that scrolls by itself where it is too wide. */
export function Table({ caption, columns, rows }: Props) {
  const kind = (column: number): string => (columns[column]!.endsWith("#") ? "number" : "");
  return (
    <div class="scroll" role="region" aria-label={caption} tabIndex={0}>
      <table>
        <caption class="unseen">{caption}</caption>
        <thead>
          <tr>
            {columns.map((column, i) => (
              <th scope="col" class={kind(i)}>
                {column.replace("#", "")}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map(cells => (
            <tr>
              {cells.map((cell, i) => (
                <td class={kind(i)}>{cell}</td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
