/** Every promise of the stacks by name. stacks.test.ts holds them against the true templates, planted.ts against false ones. */
import * as effects from "#tests/infra/effects";
import * as entering from "#tests/infra/entering";
import * as giving from "#tests/infra/giving";
import { doorsAgainstTable, rolesAgainstTable } from "#tests/infra/least-privilege";
import * as promises from "#tests/infra/promises";
import * as things from "#tests/infra/settings-board";
import * as working from "#tests/infra/settings-functions";
import { settings } from "#tests/infra/synthesised";
import * as watching from "#tests/infra/watching";

export const checks = {
  "every role may do what the table says, and nothing else": rolesAgainstTable,
  "nobody else is let in from outside": doorsAgainstTable,
  "the table is the one of table.ts, and safe": promises.theTableIsSafe,
  "the seal's key signs, stays, and is nobody's to delete": promises.theSealsKeyIsSafe,
  "what is kept is encrypted with a key of the portal's": promises.whatIsKeptIsEncrypted,
  "no bucket is open": promises.noBucketIsOpen,
  "files are kept": promises.filesAreKept,
  "every route of routes.ts is there, and no other": promises.everyRouteIsThere,
  "nobody comes in without a token, but where anyone may": promises.nobodyWithoutToken,
  "the API has one door, with a log that names nobody": promises.theApiHasOneDoor,
  "pages are given as on one machine, over TLS": giving.pagesAreGivenSafely,
  "every address is a page or a file, as on one machine": giving.everyAddressIsPageOrFile,
  "the deployment brings the web and /config.json": giving.theBrowserKnowsTheIssuer,
  "the stream wakes sealer and mailer for pending rows, and loses nothing": effects.theStreamWakesTheOutbox,
  "attachments are scanned, and the verdict arrives": effects.attachmentsAreScanned,
  "the keeper is woken every hour": effects.theKeeperIsWoken,
  "reminders go out every morning": effects.remindersGoOut,
  "what becomes of mail is heard": effects.whatBecomesOfMailIsHeard,
  "each function runs as itself and keeps a log": effects.theFunctionsAreAsMeant,
  "mail goes out under the portal's own domain": effects.mailIsOurs,
  "people come in by what they are asked for, and nobody registers": entering.peopleComeByInvitation(settings),
  "somebody is told of what fails or stands still, and what to do": watching.somebodyIsTold,
  "logs are counted as they are written": watching.logsAreCounted,
  "the dashboard shows how a last day goes": watching.theDashboardShows,
  "money is watched": watching.moneyIsWatched,
  "deployments come in by a token for one run": watching.githubGetsInByToken,
  "things are set as meant": things.thingsAreSetAsMeant,
  "the firewall stands, rule by rule": things.theFirewallStands,
  "the edge leads pages and calls on": things.theEdgeLeadsOn,
  "each function has room, time and what it is told": working.functionsHaveRoom,
  "calls arrive where they should": working.callsArriveWhereTheyShould,
  "nothing is skipped by stream or clock": working.nothingIsSkipped,
  "queues are asked over TLS": working.queuesAreAskedOverTls,
  "pages are put up whole": working.pagesArePutUp,
  "figures are found where AWS files them": working.figuresAreFound,
} satisfies Record<string, promises.Check>;

export type CheckName = keyof typeof checks;
