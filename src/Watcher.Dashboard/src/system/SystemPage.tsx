import { Chains } from "./Chains";
import { Channels } from "./Channels";
import { Rules } from "./Rules";
import { SignOut } from "./SignOut";
import { Silences } from "./Silences";

/** Whether the watch is kept: nodes, calls, channels, what waits, what is kept quiet. */
export function SystemPage() {
  return (
    <>
      <header class="subject">
        <h1>System</h1>
        <SignOut />
      </header>
      <Chains />
      <Channels />
      <Silences />
      <Rules />
    </>
  );
}
