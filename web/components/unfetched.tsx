/** In place of a part of the page that could not be fetched: without a net, or after a new release. What is typed is kept. */
import { sv } from "../texts/sv.ts";

export const Unfetched = () => (
  <p class="fault" role="alert">
    {sv.unfetched}{" "}
    <button type="button" class="button plain" onClick={() => location.reload()}>
      {sv.reload}
    </button>
  </p>
);
