/** The portal in a process of its own, whose memory is asked for by message. */
import { startPortal } from "../../infra/local/portal.ts";

const [dir = ""] = process.argv.slice(2);
const portal = await startPortal({ dir, port: 0, web: false, at: "2021-05-20T09:00:00.000Z", scanner: { takes: 0 } });

process.on("message", () => {
  process.send?.({ most: process.resourceUsage().maxRSS * 1024 });
});
process.once("disconnect", () => portal.stop());
process.send?.({ url: portal.url, issuer: portal.issuer, bucket: portal.env.ATTACHMENTS_BUCKET });
