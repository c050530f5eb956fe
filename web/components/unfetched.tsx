/** In place of a part of the page that could not be fetched: without a net, or after a new release. What is typed is kept. */
import { portal } from "../texts/portal.ts";

export const Unfetched = () => (
  <p class="fault" role="alert">
    {portal.unfetched}{" "}
    <button type="button" class="button plain" onClick={() => location.reload()}>
      {portal.reload}
    </button>
  </p>
);
