/** What waits for me: my plans with their state, and for staff the rounds. */
import type { Answer } from "#domain/contract";
import { isClosed } from "#domain/deadlines";
import { useNow } from "../clock.ts";
import { Failure } from "../components/failure.tsx";
import { Page } from "../components/page.tsx";
import { PlanCard } from "../components/plan-card.tsx";
import { useServer } from "../server-state.ts";
import { portal } from "../texts/portal.ts";
import { cardWords, start } from "../texts/start.ts";

type Me = Answer<"me">;

export default function Start() {
  const { data: me, refusal, refresh } = useServer("me", {});
  const title = me && hasRoundsOnly(me) ? start.staff.title : portal.start(me?.submissions.some(isReport) ?? false);
  return (
    <Page title={title}>
      <h1>{title}</h1>
      {me ? (
        <Waiting me={me} />
      ) : refusal ? (
        <Failure refusal={refusal} retry={refresh} />
      ) : (
        <p class="quiet">{portal.loading}</p>
      )}
    </Page>
  );
}

const isReport = ({ round }: Me["submissions"][number]): boolean => round.kind === "report";

const hasRole = ({ memberships }: Me, wanted: Me["memberships"][number]["role"]): boolean =>
  memberships.some(({ role }) => role === wanted);

const isStaffIn = (me: Me): boolean => hasRole(me, "officer") || hasRole(me, "admin");

const hasRoundsOnly = (me: Me): boolean => isStaffIn(me) && me.submissions.length === 0;

function Waiting({ me }: { me: Me }) {
  const isStaff = isStaffIn(me);
  const plans = [...me.submissions].sort(byUrgency);
  return (
    <>
      {plans.length > 0 && (
        <div class="plan-cards">
          {plans.map((plan) => (
            <PlanCard key={plan.id} plan={plan} />
          ))}
        </div>
      )}
      {/* Above what is still on its way, so that nothing moves as it comes. */}
      {hasRole(me, "admin") && <Administration />}
      {isStaff && <Rounds isAlone={hasRoundsOnly(me)} isOfficer={hasRole(me, "officer")} />}
      {me.memberships
        .filter(({ role }) => role === "head")
        .map(({ org, orgName }) => (
          <p key={org}>
            <a href={`/ersattare/${org}`}>{start.substitutes(orgName)}</a>
          </p>
        ))}
      {plans.length === 0 && !isStaff && (
        <p>
          {start.nothing} <a href="/hjalp#kontakt">{start.contact}</a>
        </p>
      )}
    </>
  );
}

/** What waits for my signature first, then what is still to be done, the nearest last day first; what is over comes last. */
function byUrgency(one: Me["submissions"][number], other: Me["submissions"][number]): number {
  const rank = ({ state, roles }: typeof one) =>
    state === "handed-in" && roles.includes("head") ? 0 : ["draft", "not-started", "returned"].includes(state) ? 1 : 2;
  const due = ({ completion, closesAt }: typeof one) => completion?.dueAt ?? closesAt;
  const later = rank(one) === 2 ? -1 : 1;
  return rank(one) - rank(other) || later * due(one).localeCompare(due(other));
}

function Rounds({ isAlone, isOfficer }: { isAlone: boolean; isOfficer: boolean }) {
  const { data, refusal, refresh } = useServer("rounds", {});
  const now = useNow();
  if (refusal) return <Failure refusal={refusal} retry={refresh} />;
  const words = start.staff;
  const stateOf = ({ opensAt, closesAt }: Answer<"rounds">["rounds"][number]) =>
    now < opensAt ? words.notOpen(opensAt) : isClosed(closesAt, now) ? words.closed(closesAt) : words.open(closesAt);
  return (
    <section aria-label={words.title} class="plan-cards">
      {!isAlone && <h2>{words.title}</h2>}
      <ul class="round-list">
        {newestFirst(data?.rounds ?? []).map((round) => (
          <li key={round.id} class="card">
            <div>
              <h2>{cardWords(round.kind).title(round.year)}</h2>
              <p class="quiet">{stateOf(round)}</p>
            </div>
            {/* How far each has come is not for whoever only runs the portal. */}
            <a class="button" href={isOfficer ? `/oversikt/${round.id}` : `/omgang/${round.id}`}>
              {isOfficer ? words.overview : words.round}
              <span class="visually-hidden"> {round.year}</span>
            </a>
          </li>
        ))}
      </ul>
    </section>
  );
}

/** What else there is for whoever runs the portal. */
function Administration() {
  const { rounds, register, people } = start.staff;
  const places = [
    { href: "/omgangar", ...rounds },
    { href: "/rss", ...register },
    { href: "/personer", ...people },
  ];
  return (
    <ul class="round-list">
      {places.map(({ href, words, hint }) => (
        <li key={href} class="card">
          <div>
            <h2>
              <a href={href}>{words}</a>
            </h2>
            <p class="quiet">{hint}</p>
          </div>
        </li>
      ))}
    </ul>
  );
}

const newestFirst = (rounds: Answer<"rounds">["rounds"]) =>
  [...rounds].sort((one, other) => other.opensAt.localeCompare(one.opensAt));
