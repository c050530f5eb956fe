/** The portal as `npm start` runs it, in a process of its own and an empty folder, for stories told in a browser. */
import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";

const root = join(import.meta.dirname, "../..");

export type Mail = { subject: string; to: string[]; text: string; html: string; attachments: { filename: string }[] };

type Stored = {
  emails: {
    subject: string;
    destination: { to: string[] };
    body: { text?: string; html?: string };
    attachments: { filename: string; content?: string }[];
  }[];
};

/** Asks again until the answer is there; gives up with what was asked for. */
export async function until<T>(what: string, ask: () => Promise<T | undefined>, milliseconds = 15_000): Promise<T> {
  const end = performance.now() + milliseconds;
  for (;;) {
    const answer = await ask();
    if (answer !== undefined) return answer;
    if (performance.now() > end) throw new Error(`waited in vain for ${what}`);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

type Start = {
  /** Absent: an empty one of its own, which goes when the portal stops. */
  dir?: string;
  /** That of the run before, when its folder is used again: a browser keeps things by origin. */
  port?: number;
};

export async function startRunning({ dir, port = 0 }: Start = {}) {
  const folder = dir ?? (await mkdtemp(join(tmpdir(), "rss-e2e-")));
  const where = ["--port", String(port), "--dir", folder];
  const child = spawn(process.execPath, ["--import", "tsx", "infra/local/main.ts", ...where], {
    cwd: root,
    stdio: ["ignore", "pipe", "pipe"],
    env: { ...process.env, NODE_OPTIONS: "" },
  });
  let said = "";
  let complaints = "";
  child.stderr.setEncoding("utf8").on("data", (text: string) => {
    complaints += text;
  });
  const url = await new Promise<string>((resolve, reject) => {
    child.once("exit", () => reject(new Error(`the portal ended: ${said}${complaints}`)));
    child.stdout.setEncoding("utf8").on("data", (text: string) => {
      said += text;
      const address = /Portalen\s+(http:\/\/\S+)[\s\S]*\n\n/.exec(said)?.[1];
      if (address) resolve(address);
    });
  });
  const seconds = Number(/startade på ([\d,]+) s/.exec(said)?.[1]?.replace(",", "."));
  const inbox = /Inkorgen\s+(http:\/\/\S+)/.exec(said)?.[1] ?? "";

  /** Everything that has been sent so far. */
  async function mails(): Promise<Mail[]> {
    const { emails } = (await (await fetch(`${inbox}/store`)).json()) as Stored;
    return emails.map(({ subject, destination, body, attachments }) => ({
      subject,
      to: destination.to,
      text: body.text ?? "",
      html: body.html ?? "",
      attachments,
    }));
  }

  return {
    url,
    inbox,
    folder,
    child,
    mails,
    complaints: () => complaints,
    /** What the portal itself says its start took. */
    seconds,
    /** The power goes: nothing is told, nothing is tidied. */
    async kill(): Promise<void> {
      const gone = once(child, "exit");
      child.kill("SIGKILL");
      await gone;
    },
    /** Sets the portal's clock; the browser's is not touched. */
    async setClock(now: string): Promise<void> {
      const answer = await fetch(`${url}/_local/clock`, {
        method: "POST",
        headers: { "content-type": "application/json" },
        body: JSON.stringify({ now }),
      });
      if (!answer.ok) throw new Error(`clock: ${answer.status} ${await answer.text()}`);
    },
    async stop(): Promise<void> {
      if (child.exitCode === null && child.signalCode === null) {
        child.kill("SIGTERM");
        await once(child, "exit");
      }
      if (!dir) await rm(folder, { recursive: true, force: true });
    },
  };
}

export type Running = Awaited<ReturnType<typeof startRunning>>;
