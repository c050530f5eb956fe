/** Words about attached files, in English. */
import type { Instant } from "#domain/deadlines";
import { formatInstant } from "#domain/formats.en";
import type { files as sv } from "./files.sv.ts";

export const files = {
  list: "Attached files",
  open: (name: string) => `Open ${name}`,
  by: (by: string, at: Instant) => `${by}, ${formatInstant(at)}`,
  verdicts: {
    pending: "Being checked …",
    clean: "Checked",
    unscanned: "Could not be checked",
    infected: "Harmful code was found. Remove the file.",
  },
  infected: "Harmful code was found. The file cannot be opened.",
  foundHarmful: (name: string) => `Harmful code was found in ${name}. Remove the file.`,
  stranded: "Did not arrive whole.",
  sentBy: (by: string) => `Being sent by ${by} …`,
  half: "Has not arrived yet. Choose the file again if the window it was being sent from is closed.",
  chooseAgain: "Choose the file again",
  chooseAgainOne: (name: string) => `Choose ${name} again`,
  remove: "Remove",
  removeOne: (name: string) => `Remove ${name}`,
  sure: (name: string) => `Remove ${name}? The file cannot be brought back.`,
  removed: (name: string) => `${name} has been removed.`,
  waiting: "Waiting for its turn",
  begun: (name: string) => `Sending ${name}.`,
  sending: (percent: number) => `Sending … ${percent}%`,
  confirming: "Making sure that it arrived …",
  sendingOne: (name: string) => `Sending ${name}`,
  arrived: (name: string) => `${name} has been attached.`,
  cancel: "Cancel",
  cancelOne: (name: string) => `Cancel ${name}`,
  tooSoon: (name: string) => `${name} was attached before it could be stopped. Remove it if it should not be included.`,
  cancelled: (name: string) => `${name} was not sent.`,
  retry: "Try again",
  retryOne: (name: string) => `Try sending ${name} again`,
  away: "The network or the portal did not answer. The file has not been attached yet.",
  loggedOut: "You are logged out, and the file has not been attached. Choose it again when you are logged in.",
  empty: "The file is empty. Save it anew and choose it again.",
  unreadable: "The file can no longer be read. Choose it again.",
} satisfies typeof sv;
