/** Contacts that were being changed when a colleague began to change the plan: they are written in the plan itself then. */
import type { Row } from "#domain/form";
import { LeftWords } from "../components/left-words.tsx";

const rowsOf = (text: string): string =>
  (JSON.parse(text) as Row[]).map((row) => Object.values(row).filter(Boolean).join(", ")).join("; ");

export const LeftContacts = ({ id }: { id: string }) => <LeftWords about={["contacts", id]} say={rowsOf} />;
