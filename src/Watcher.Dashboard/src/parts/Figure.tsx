import { assetName, short } from "../words/names";
import type { Asset } from "../api/documents";

interface Props {
  exact?: string;
  as: (exact: string) => string;
  unit?: string;
  class?: string;
}

/** A figure for people; to the digit when pointed at. */
export function Figure({ exact, as, unit, class: name }: Props) {
  if (exact === undefined)
    return (
      <span class="none" title="not to be had">
        –
      </span>
    );
  const written = as(exact);
  return (
    <span class={`figure ${name ?? ""}`} title={unit ? `${exact} ${unit}` : exact}>
      {written}
    </span>
  );
}

/** Short to the eye, whole when pointed at or copied. */
export function Hex({ text }: { text: string }) {
  return (
    <code class="hex" title={text}>
      {short(text)}
    </code>
  );
}

export function AssetName({ asset }: { asset: Asset }) {
  return (
    <span class="asset" title={asset.address}>
      {assetName(asset)}
    </span>
  );
}
