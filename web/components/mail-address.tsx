/** An e-mail address that is broken before its `@` where it does not fit on a line, and not in the middle of a word. */
import type { JSX } from "preact";

export function MailAddress({ address }: { address: string }): JSX.Element {
  const at = Math.max(0, address.lastIndexOf("@"));
  return (
    <>
      {address.slice(0, at)}
      <wbr />
      {address.slice(at)}
    </>
  );
}
