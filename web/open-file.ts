/** Opens an attachment of a frozen version: its address holds for a minute, so it is fetched when asked for. */
import { useState } from "preact/hooks";
import { call } from "./api.ts";

export function useOpenFile(id: string, files: { id: string }[]): { open: (index: number) => void; failure: unknown } {
  const [failure, setFailure] = useState<unknown>(null);
  async function open(index: number): Promise<void> {
    const file = files[index];
    if (!file) return;
    setFailure(null);
    try {
      const { url } = await call("readFile", { id, file: file.id });
      location.assign(url);
    } catch (error) {
      setFailure(error);
    }
  }
  return { open: (index) => void open(index), failure };
}
