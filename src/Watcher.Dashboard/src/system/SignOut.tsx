import { logOut } from "../api/ask";
import { useDocument } from "../api/source";

/** Only where a token is asked for. */
export function SignOut() {
  const token = useDocument<{ api: { token: boolean } }>("/config").document?.api.token;
  if (!token) return null;
  return (
    <button type="button" class="small" onClick={() => logOut().finally(() => location.reload())}>
      Sign out
    </button>
  );
}
