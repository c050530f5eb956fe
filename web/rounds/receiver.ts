/** To whom a mail goes, in words: a person by name, a function address by what it is. */
import type { To } from "#domain/mailings";
import { rounds } from "../texts/rounds.ts";
import type { Everybody } from "./everybody.ts";

const { offices, officeOf } = rounds.mails;

export function receiverOf({ person }: To, { rsses, people }: Everybody): string {
  if (person === "staff") return offices.staff;
  const [office, id] = person.split(".");
  if (office === "registrar" || office === "mailbox")
    return officeOf(offices[office], rsses.find((rss) => rss.id === id)?.county ?? "");
  for (const members of people.values()) {
    const found = members.find((each) => each.id === person);
    if (found) return found.name;
  }
  return "";
}
