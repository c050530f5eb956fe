/** Logging out leaves nothing behind: others may use the same computer. */
import { forgetServed } from "./server-state.ts";
import { logOut } from "./session.ts";

export async function leaveComputer(): Promise<void> {
  await logOut();
  forgetServed();
}
