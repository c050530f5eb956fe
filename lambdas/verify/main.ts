/**
 * `npm run -s verify -- FILE … [--roots CERT.PEM] [--at TIME] [--language sv|en] [--json]`: whether sealed documents are what was
 * sealed, and with `--log` whether logs are whole, by the files alone, without the portal and without a network.
 */
import { open } from "node:fs/promises";
import { resolve } from "node:path";
import { command } from "./command.ts";

/** Never more than asked for, however large the file is or says that it is. */
async function read(path: string, most: number): Promise<Uint8Array> {
  // npm goes to the project's own folder, and says where it was called.
  const file = await open(resolve(process.env.INIT_CWD ?? "", path));
  try {
    const parts: Buffer[] = [];
    let length = 0;
    for await (const part of file.createReadStream({ end: most - 1, autoClose: false })) {
      parts.push(part);
      length += part.length;
    }
    return Buffer.concat(parts, length);
  } finally {
    await file.close();
  }
}

// Whoever has read enough (`| head`) is no fault.
process.stdout.on("error", (error: NodeJS.ErrnoException) => {
  if (error.code !== "EPIPE") throw error;
});

process.exitCode = await command(process.argv.slice(2), {
  read,
  write: (line) => console.log(line),
  complain: (line) => console.error(line),
  now: new Date().toISOString(),
});
