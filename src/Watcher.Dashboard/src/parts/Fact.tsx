import { Figure } from "./Figure";

interface Props {
  name: string;
  exact?: string;
  as: (exact: string) => string;
  unit?: string;
  /** Words behind the figure. */
  then?: string;
}

/** A figure with its name, in a list of facts; what does not apply is left out. */
export function Fact({ name, exact, as, unit, then }: Props) {
  if (exact === undefined) return null;
  return (
    <div>
      <dt>{name}</dt>
      <dd>
        <Figure exact={exact} as={as} unit={unit} /> {then}
      </dd>
    </div>
  );
}
