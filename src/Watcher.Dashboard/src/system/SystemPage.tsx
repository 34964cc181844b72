import { Chains } from "./Chains";
import { Channels } from "./Channels";
import { Rules } from "./Rules";
import { Silences } from "./Silences";

/** Whether the watch is kept: nodes, calls, channels, what waits, what is kept quiet. */
export function SystemPage() {
  return (
    <>
      <h1>System</h1>
      <Chains />
      <Channels />
      <Silences />
      <Rules />
    </>
  );
}
