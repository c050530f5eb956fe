import { execFileSync } from "node:child_process";
import { createHash } from "node:crypto";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { GetObjectCommand, ListObjectsV2Command, S3Client } from "@aws-sdk/client-s3";
import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import { answersFilled, dalarnaLengths, textOf } from "#tests/builders";
import { postFile } from "#tests/by-http";
import { type Acting, actingAs, fillByApi, handInByApi, signByApi } from "#tests/e2e/by-api";
import { until } from "#tests/e2e/running";
import { type Bundled, bundledIn, calledBy } from "#tests/infra/bundled";
import { every, synthesised } from "#tests/infra/synthesised";
import { type Portal, startPortal } from "../../infra/local/portal.ts";
import { stages } from "../../infra/stages.ts";
import { certificatesIn } from "../../lambdas/seal/certificates.ts";
import { check } from "../../lambdas/verify/check.ts";
import { examine } from "../../lambdas/verify/examine.ts";
import { type Lambda, lambda } from "./lambda.ts";

/** `.ci/runtime` names the one that the functions run on in AWS. */
const node = process.env.RUNTIME_NODE ?? process.execPath;
const version = execFileSync(node, ["--version"], { encoding: "utf8" }).trim();

const id = "2021.W";
const account = "000000000000";
const bucket = (kind: string) => `rss-portalen-prod-${kind}-${account}`;

type Mail = { subject: string; to: string[]; attachments: string[] };

describe(`the functions as they are uploaded, each a process of Node ${version} that asks Lambda's Runtime API`, () => {
  let dir: string;
  let portal: Portal;
  let stage: ReturnType<typeof synthesised>;
  let uploaded: Bundled[];
  let maja: Acting;
  const lambdas = new Map<string, Lambda>();
  const routed = new Map<string, string>();

  const called = (name: string) => {
    const found = lambdas.get(name);
    if (!found) throw new Error(`there is no function ${name}`);
    return found;
  };
  const invoke =
    (name: string) =>
    async (event: unknown): Promise<never> =>
      (await called(name).invoke(event)) as never;

  /** What stands for a resource becomes what that resource is called here; everything else is as the template has it. */
  const resolved = (value: string): string => {
    const physical: Record<string, string> = {
      "data/table": portal.table,
      "data/seal.Arn": portal.env.SEAL_KEY ?? "",
    };
    return physical[value] ?? value.replaceAll("<AccountId>", account);
  };

  beforeAll(async () => {
    dir = await mkdtemp(join(tmpdir(), "rss-runtime-"));
    portal = await startPortal({
      ...{ dir, port: 0, web: false, at: "2021-05-31T20:10:00.000Z" },
      buckets: { ATTACHMENTS_BUCKET: bucket("attachments"), DOCUMENTS_BUCKET: bucket("documents") },
      handlers: {
        // As the gateway of the template does it: by the route.
        api: (event) => called(routed.get(event.routeKey) ?? "").invoke(event),
        outbox: { sealer: invoke("sealer"), mailer: invoke("mailer") },
        ...{ verdict: invoke("verdict"), keeper: invoke("keeper") },
        ...{ reminders: invoke("reminders"), bounces: invoke("bounces") },
      },
      scanner: { takes: 0 },
      mailbox: { takes: 0 },
    });
    const { TSA_URL: tsa = "" } = portal.env;
    stage = synthesised({ bundling: ["**"], of: { ...stages.prod, tsa } });
    uploaded = bundledIn(stage);
    for (const [route, name] of calledBy(stage.templates)) routed.set(route, name);
    // Where AWS's services are on this machine, and that somebody is allowed to call them.
    const here = Object.entries(portal.env).filter(([name]) => /^AWS_(ENDPOINT_URL_|(SECRET_)?ACCESS_KEY)/.test(name));
    for (const each of uploaded) {
      const given = Object.entries(each.environment).map(([name, value]) => [name, resolved(value)]);
      const environment = { ...Object.fromEntries(here), ...Object.fromEntries(given) };
      lambdas.set(each.name, await lambda({ ...each, environment, node }));
    }
    maja = await actingAs({ url: portal.url, folder: dir }, "Maja Lind");
  }, 120_000);

  afterAll(async () => {
    await portal?.stop();
    for (const each of lambdas.values()) await each.stop();
    stage?.clear();
    await rm(dir, { recursive: true, force: true });
  });

  const mails = async (subject: string): Promise<Mail[]> => {
    const { emails } = (await (await fetch(`${portal.inboxUrl}/store`)).json()) as {
      emails: { subject: string; destination: { to: string[] }; attachments: { filename: string }[] }[];
    };
    return emails
      .filter((each) => each.subject === subject)
      .map(({ destination, attachments }) => ({
        ...{ subject, to: destination.to },
        attachments: attachments.map(({ filename }) => filename),
      }));
  };

  it("word the mail with a code", async () => {
    const asked = { triggerSource: "CustomMessage_Authentication", request: { codeParameter: "{####}" }, response: {} };
    const { response } = (await called("codes").invoke(asked)) as { response: { emailMessage: string } };
    expect(response.emailMessage).toMatch(/Skriv koden på sidan där du loggar in[\s\S]*>\{####\}<\/dd>/);
  });

  it("are set to the buckets that the stack of what is kept makes, and to the Node that is named", () => {
    const made = every(stage.templates, "AWS::S3::Bucket").map(({ properties }) =>
      JSON.stringify(properties.BucketName),
    );
    for (const kind of ["documents", "attachments"])
      expect(made).toContainEqual(expect.stringContaining(`"rss-portalen-prod-${kind}-"`));
    const named = uploaded.flatMap(({ environment }) =>
      Object.entries(environment).flatMap(([name, value]) => (name.endsWith("_BUCKET") ? resolved(value) : [])),
    );
    expect(new Set(named)).toEqual(new Set(["documents", "attachments"].map(bucket)));
    const left = uploaded.flatMap(({ environment }) => Object.values(environment).map(resolved));
    expect(left.filter((value) => /[<{]|^(data|service)\//.test(value))).toEqual([]);
    expect(new Set(uploaded.map(({ runtime }) => runtime))).toEqual(new Set(["nodejs24.x"]));
  });

  it("save a plan, file what is attached, and refuse what is over the limits", async () => {
    const answers = answersFilled({ lengths: dalarnaLengths });
    await fillByApi(maja, id, answers);
    await expect(handInByApi(maja, id)).rejects.toThrow(/over-limit/);
    const { draft } = await maja("submission", { id });
    const rev = draft?.answers["8b"]?.rev ?? 0;
    await maja("moveToAttachment", { id, question: "8b" }, { value: String(answers["8b"]) }, rev);
    const bytes = Buffer.from("%PDF-1.7\n% karta över länet");
    const sha256 = createHash("sha256").update(bytes).digest("hex");
    const { file, post } = await maja("addFile", { id }, { name: "Karta.pdf", size: bytes.length, sha256 });
    if (post) expect(await postFile(post, bytes)).toMatchObject({ status: 204 });
    await maja("confirmFile", { id, file: file.id }, {});
    await fillByApi(maja, id, { "7b": textOf(1000, 1), "12": textOf(500, 12) });
  }, 60_000);

  it("hand it in, tell the head, and take the signature", async () => {
    await handInByApi(maja, id);
    await until("the head's mail", async () => (await mails("En plan väntar på din underskrift"))[0], 30_000);
    await signByApi({ url: portal.url, folder: dir }, "Anna Berg", id);
    expect((await maja("receipt", { id })).number).toBe("GFP-2021-W-1");
  }, 60_000);

  it("make the document, seal it and mail it with the receipt", async () => {
    await portal.scanner.idle();
    await portal.stream.idle();
    const receipts = await mails("Kvitto: planen är inskickad");
    expect(receipts.flatMap(({ to }) => to).sort()).toEqual([
      "anna@example.se",
      "elin@example.se",
      "maja@example.se",
      "registrator.w@example.se",
    ]);
    for (const { attachments } of receipts) expect(attachments).toEqual(["GFP-2021-W-1.pdf"]);
    expect(portal.stream.deadLetters()).toEqual([]);
    expect(await portal.stream.pending()).toEqual([]);
  }, 60_000);

  it("give out a document whose seal, time stamp and content hold by the file alone", async () => {
    const { url } = await maja("document", { id });
    const bytes = new Uint8Array(await (await fetch(url)).arrayBuffer());
    const examined = await examine(bytes, { roots: await rootsOf(), at: new Date(portal.clock.now()).toISOString() });
    expect(check(examined).verdict).toBe("valid");
    expect(examined.seal.level).toBe("B-LT");
  });

  it("let somebody in, by the one that may", async () => {
    const lena = await actingAs({ url: portal.url, folder: dir }, "Lena Alm");
    const elsa = { name: "Elsa Ek", email: "elsa@example.se", role: "writer", from: null, to: null };
    await lena("invite", { org: "W" }, elsa);
    await portal.stream.idle();
    expect(called("office").isStarted()).toBe(true);
  });

  it("come by every hour and every morning, and hear what became of the mails", async () => {
    await called("keeper").invoke({ time: "2021-05-31T21:00:00Z" });
    await called("reminders").invoke({ time: "2021-05-24T06:00:00Z" });
    await portal.mailbox.idle();
    const karin = await actingAs({ url: portal.url, folder: dir }, "Karin Ström");
    const states = (await karin("mails", { id })).mails.map(({ state }) => state);
    expect(states.length).toBeGreaterThanOrEqual(5);
    expect(new Set(states)).toEqual(new Set(["delivered"]));
  });

  it("renew a document's time stamp when it is due, where the documents are", async () => {
    const levels = async () => {
      const s3 = new S3Client({ forcePathStyle: true });
      const { Contents = [] } = await s3.send(
        new ListObjectsV2Command({ Bucket: bucket("documents"), Prefix: `documents/${id}/` }),
      );
      s3.destroy();
      return Contents.filter(({ Key }) => Key?.includes("B-LTA")).length;
    };
    const before = await levels();
    await called("keeper").invoke({ time: "2022-06-02T21:00:00Z" });
    expect(await levels()).toBe(before + 1);
  });

  it("have all been called, and none has complained", () => {
    expect([...lambdas.values()].filter((each) => !each.isStarted()).map(({ name }) => name)).toEqual([]);
    for (const each of lambdas.values()) {
      expect([each.name, each.complaints()]).toEqual([each.name, ""]);
      expect(each.lines().filter((line) => JSON.parse(line).level === "error")).toEqual([]);
    }
  });

  it("do not start without what they are set to, and say so", async () => {
    const keeper = uploaded.find(({ name }) => name === "keeper") as Bundled;
    const bare = await lambda({ ...keeper, environment: {}, node });
    const call = () => bare.invoke({ time: "2021-05-31T21:00:00Z" });
    await expect(call()).rejects.toThrow(/^keeper did not start: .*TABLE/s);
    // Nor when they are called again, rather than never to answer.
    await expect(call()).rejects.toThrow(/^keeper (did not start|ended)/);
    await bare.stop();
  });

  it("are told of as failed when they throw, as Lambda tells it", async () => {
    await expect(called("keeper").invoke({ time: "yesterday" })).rejects.toThrow(/^keeper: ZodError/);
  });
});

async function rootsOf(): Promise<Uint8Array[]> {
  const s3 = new S3Client({ forcePathStyle: true });
  try {
    const { Body } = await s3.send(new GetObjectCommand({ Bucket: bucket("documents"), Key: "seal/roots.pem" }));
    return certificatesIn((await Body?.transformToByteArray()) ?? new Uint8Array());
  } finally {
    s3.destroy();
  }
}
