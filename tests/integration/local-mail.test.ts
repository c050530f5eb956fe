import { SESv2Client } from "@aws-sdk/client-sesv2";
import { afterEach, describe, expect, it } from "@jest/globals";
import { startClock } from "../../infra/local/clock.ts";
import { startMailbox } from "../../infra/local/mailbox.ts";
import { daily, hourly, startSchedule } from "../../infra/local/schedule.ts";
import { startSes } from "../../infra/local/ses.ts";
import { postOffice } from "../../lambdas/mail/post.ts";

const stops: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const stop of stops.splice(0).reverse()) await stop();
});

const letter = {
  ...{ subject: "Hej", paragraphs: ["Hej."], action: null, facts: [], footer: "Hej då." },
  language: "sv" as const,
};

describe("mail on this machine", () => {
  async function aMailbox(handler: (event: unknown) => Promise<void>) {
    const ses = await startSes();
    stops.push(ses.stop);
    const clock = startClock(() => Date.parse("2021-05-24T06:00:00.000Z"));
    const mailbox = startMailbox({ ses, clock, handler, takes: 0, backOff: () => 0 });
    stops.push(mailbox.stop);
    const client = new SESv2Client({
      endpoint: ses.endpoint,
      region: "eu-north-1",
      credentials: { accessKeyId: "local", secretAccessKey: "local" },
    });
    stops.push(async () => client.destroy());
    return { mailbox, post: postOffice(client, "rss-portalen@example.se") };
  }

  const toldOf = (event: unknown) =>
    JSON.parse((event as { Records: { Sns: { Message: string } }[] }).Records[0]?.Sns.Message ?? "{}");

  it("arrives, comes back or is complained of by its address, and is told as SNS tells it", async () => {
    const heard: string[] = [];
    const ids: Record<string, string> = {};
    const { mailbox, post } = await aMailbox(async (event) => {
      const { eventType, mail } = toldOf(event);
      heard.push(`${mail.destination[0]} ${eventType} ${mail.messageId} ${mail.timestamp}`);
    });
    for (const to of ["maja@example.se", "bounce.maja@example.se", "complaint@example.se"])
      ids[to] = await post(to, letter, [], new Date());
    await mailbox.idle();
    const at = "2021-05-24T06:00:00.000Z";
    expect(heard.sort()).toEqual(
      [
        `maja@example.se Delivery ${ids["maja@example.se"]} ${at}`,
        `bounce.maja@example.se Bounce ${ids["bounce.maja@example.se"]} ${at}`,
        `complaint@example.se Delivery ${ids["complaint@example.se"]} ${at}`,
        `complaint@example.se Complaint ${ids["complaint@example.se"]} ${at}`,
      ].sort(),
    );
  });

  it("is told again when nobody could hear it yet", async () => {
    let deaf = 3;
    const heard: string[] = [];
    const { mailbox, post } = await aMailbox(async (event) => {
      if (deaf-- > 0) throw new Error("not known yet");
      heard.push(toldOf(event).eventType);
    });
    await post("maja@example.se", letter, [], new Date());
    await mailbox.idle();
    expect(heard).toEqual(["Delivery"]);
  });
});

describe("the schedules on this machine", () => {
  /** What is called while the clock is set to one time after the other. */
  async function called(struck: (now: number) => number, from: string, ...times: string[]): Promise<string[]> {
    const calls: string[] = [];
    const clock = startClock(() => 0);
    clock.set(from);
    const handler = async ({ time }: { time: string }) => void calls.push(time);
    const looks: (() => void)[] = [];
    const watched = {
      offset: 0,
      set: clock.set,
      now: () => {
        for (const look of looks.splice(0)) look();
        return clock.now();
      },
    };
    const schedule = startSchedule({ clock: watched, handler, struck, every: 1 });
    for (const time of times) {
      clock.set(time);
      // Looked at twice since: what is due has been called.
      for (let n = 0; n < 2; n += 1) await new Promise<void>((resolve) => looks.push(resolve));
    }
    await schedule.stop();
    return calls;
  }

  it("call at eight on Stockholm's clocks, once when the clock is set over several mornings, and not when it is set back", async () => {
    const calls = await called(
      daily,
      "2021-03-26T06:59:59.999Z",
      ...["2021-03-26T07:00:00.000Z", "2021-03-26T22:00:00.000Z", "2021-03-29T06:00:00.000Z"],
      ...["2021-03-20T12:00:00.000Z", "2021-03-21T06:59:00.000Z", "2021-03-21T07:01:00.000Z"],
    );
    expect(calls).toEqual(["2021-03-26T07:00:00Z", "2021-03-29T06:00:00Z", "2021-03-21T07:00:00Z"]);
  });

  it("call when an hour begins", async () => {
    const calls = await called(
      hourly,
      "2021-03-26T06:59:59.999Z",
      "2021-03-26T07:00:00.000Z",
      "2021-03-26T11:30:00.000Z",
    );
    expect(calls).toEqual(["2021-03-26T07:00:00Z", "2021-03-26T11:00:00Z"]);
  });
});
