import { useState } from "preact/hooks";
import type { TargetedSubmitEvent } from "preact";
import { logIn, Refusal } from "../api/ask";

/** Asks for the token once; the browser keeps a cookie that no script can read. */
export function SignIn() {
  const [trouble, set] = useState("");
  const enter = async (submit: TargetedSubmitEvent<HTMLFormElement>): Promise<void> => {
    submit.preventDefault();
    try {
      await logIn(String(new FormData(submit.currentTarget).get("token")));
      location.reload();
    } catch (failure) {
      set(failure instanceof Refusal ? failure.message : String(failure));
    }
  };
  return (
    <form class="sign-in" onSubmit={enter}>
      <h1>This watcher asks for its token</h1>
      <label>
        Token of Watcher:Api:Token
        <input name="token" type="password" autocomplete="current-password" required />
      </label>
      <button type="submit" class="primary">
        Enter
      </button>
      {trouble && (
        <p class="trouble" role="alert">
          {trouble}
        </p>
      )}
    </form>
  );
}
