/**
 * A function as Lambda runs it: its bundle in a process of its own, which asks the Runtime API for one event after another
 * (https://docs.aws.amazon.com/lambda/latest/dg/runtimes-api.html) and has nothing in its environment but what it is given.
 */
import { type ChildProcess, spawn } from "node:child_process";
import { randomUUID } from "node:crypto";
import { once } from "node:events";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { Bundled } from "#tests/infra/bundled";
import { close, listen } from "../../infra/local/listen.ts";

export type Invoked = Pick<Bundled, "name" | "folder" | "handler" | "memory" | "seconds"> & {
  environment: Record<string, string>;
  /** Where a Node lies. */
  node: string;
};

/**
 * What Lambda's own Node runtime does between the API and the handler, as much of it as can be seen from inside a function. Since Node 24
 * it takes no handler that wants a callback.
 */
const client = `
  const { AWS_LAMBDA_RUNTIME_API, LAMBDA_TASK_ROOT, _HANDLER, AWS_LAMBDA_FUNCTION_NAME: functionName } = process.env;
  const base = "http://" + AWS_LAMBDA_RUNTIME_API + "/2018-06-01/runtime";
  const post = (path, value) => fetch(base + path, { method: "POST", body: JSON.stringify(value ?? null) });
  const told = (error) => ({ errorType: error?.name ?? "Error", errorMessage: String(error?.message ?? error), stackTrace: String(error?.stack ?? "").split("\\n") });
  const [module, name] = _HANDLER.split(".");
  let handler;
  try {
    handler = (await import(LAMBDA_TASK_ROOT + "/" + module + ".mjs"))[name];
    if (typeof handler !== "function") throw new Error(_HANDLER + " is no function");
    if (handler.length > 2) throw new Error(_HANDLER + " wants a callback");
  } catch (error) {
    await post("/init/error", told(error));
    process.exit(1);
  }
  for (;;) {
    const next = await fetch(base + "/invocation/next");
    const id = next.headers.get("lambda-runtime-aws-request-id");
    const deadline = Number(next.headers.get("lambda-runtime-deadline-ms"));
    const context = { awsRequestId: id, functionName, getRemainingTimeInMillis: () => deadline - Date.now() };
    const event = await next.json();
    try {
      await post("/invocation/" + id + "/response", await handler(event, context));
    } catch (error) {
      await post("/invocation/" + id + "/error", told(error));
    }
  }`;

type Waiting = { id: string; event: unknown; resolve: (answer: unknown) => void; reject: (error: Error) => void };

export class FunctionError extends Error {}

/** Its process starts with the first event, or with the one after it ended, and takes one event at a time, as an execution environment does. */
export async function lambda({ name, folder, handler, memory, seconds, environment, node }: Invoked) {
  const waiting: Waiting[] = [];
  const given = new Map<string, Waiting>();
  let asking: ServerResponse | undefined;
  let child: ChildProcess | undefined;
  let started = false;
  let said = "";
  let complained = "";

  const server = createServer(async (request, response) => {
    const [, id, outcome] =
      /^\/2018-06-01\/runtime\/(?:invocation\/)?(\w[\w-]*)\/?(\w*)$/.exec(request.url ?? "") ?? [];
    if (request.method === "GET" && id === "next") {
      asking = response;
      return give();
    }
    const body = JSON.parse(await textOf(request));
    response.writeHead(202, { "content-type": "application/json" }).end('{"status":"OK"}');
    if (id === "init") return failAll(new FunctionError(`${name} did not start: ${body.errorMessage}`));
    const done = given.get(id ?? "");
    given.delete(id ?? "");
    if (outcome === "response") done?.resolve(body);
    else done?.reject(new FunctionError(`${name}: ${body.errorType}: ${body.errorMessage}`));
  });
  const { host } = new URL(await listen(server));

  function give(): void {
    const next = asking && waiting.shift();
    if (!asking || !next) return;
    given.set(next.id, next);
    const headers = {
      "content-type": "application/json",
      "lambda-runtime-aws-request-id": next.id,
      "lambda-runtime-deadline-ms": String(Date.now() + seconds * 1000),
      "lambda-runtime-invoked-function-arn": `arn:aws:lambda:eu-north-1:000000000000:function:${name}`,
    };
    asking.writeHead(200, headers).end(JSON.stringify(next.event));
    asking = undefined;
  }

  function failAll(error: Error): void {
    for (const one of [...given.values(), ...waiting.splice(0)]) one.reject(error);
    given.clear();
  }

  function start(): ChildProcess {
    const own = {
      ...{ AWS_LAMBDA_RUNTIME_API: host, LAMBDA_TASK_ROOT: folder, _HANDLER: handler, TZ: ":UTC", LANG: "en_US.UTF-8" },
      ...{ AWS_REGION: "eu-north-1", AWS_DEFAULT_REGION: "eu-north-1", AWS_EXECUTION_ENV: "AWS_Lambda_nodejs24.x" },
      ...{ AWS_LAMBDA_FUNCTION_NAME: name, AWS_LAMBDA_FUNCTION_MEMORY_SIZE: String(memory) },
    };
    const begun = spawn(node, ["--input-type=module", "-e", client], {
      cwd: folder,
      env: { ...own, ...environment },
      stdio: ["ignore", "pipe", "pipe"],
    });
    begun.stdout?.setEncoding("utf8").on("data", (text: string) => {
      said += text;
    });
    begun.stderr?.setEncoding("utf8").on("data", (text: string) => {
      complained += text;
    });
    begun.once("error", failAll);
    begun.once("exit", (code, signal) => {
      // The next event starts another, as it does there.
      child = undefined;
      asking = undefined;
      failAll(new FunctionError(`${name} ended by ${signal ?? code}: ${complained || said}`));
    });
    started = true;
    return begun;
  }

  return {
    name,
    /** Its answer; rejects with FunctionError when it throws, or ends. */
    invoke(event: unknown): Promise<unknown> {
      child ??= start();
      return new Promise((resolve, reject) => {
        waiting.push({ id: randomUUID(), event, resolve, reject });
        give();
      });
    },
    isStarted: () => started,
    /** What it has written to its log, a value of JSON a line. */
    lines: () => said.split("\n").filter(Boolean),
    complaints: () => complained,
    async stop(): Promise<void> {
      if (child) {
        const gone = once(child, "exit");
        child.kill();
        await gone;
      }
      await close(server);
    },
  };
}

export type Lambda = Awaited<ReturnType<typeof lambda>>;

async function textOf(request: IncomingMessage): Promise<string> {
  const parts: Buffer[] = [];
  for await (const part of request) parts.push(part);
  return Buffer.concat(parts).toString("utf8");
}
