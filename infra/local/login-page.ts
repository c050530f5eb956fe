/** The issuer's pages in Swedish: who to be, leaving, and what went wrong. */
import { escapeMarkup, page } from "./markup.ts";

/** Someone who can log in: `label` is the role, `group` the organisation. */
export type Person = { sub: string; name: string; label: string; group: string };

export const stylesheet = "/local.css";

/** `current` is the one logged in when the portal asks for a fresh log-in; shown first. */
export function loginPage(uid: string, people: Person[], current?: Person): string {
  const groups = byGroup(people.filter((person) => person !== current));
  const again = current
    ? `<section aria-labelledby="again"><h2 id="again">Logga in igen</h2><ul class="people">${row(current)}</ul></section><p>Eller välj någon annan:</p>`
    : "";
  const sections = [...groups].map(
    ([group, members], n) =>
      `<section aria-labelledby="g${n}"><h2 id="g${n}">${escapeMarkup(group)}</h2>` +
      `<ul class="people">${members.map(row).join("")}</ul></section>`,
  );
  return page(
    "Logga in i RSS-portalen (lokalt)",
    stylesheet,
    `<p>Välj vem du vill vara. Personerna finns bara på den här datorn och har inga lösenord.</p>
<form class="stack" method="post" action="/interaction/${escapeMarkup(uid)}">
${again}<div class="groups">${sections.join("\n")}</div>
<p><button name="cancel" value="1">Avbryt och gå tillbaka till portalen</button></p>
</form>
${stranger(uid)}`,
  );
}

/** A form of its own: in the one above, Enter would be the first person in the list. */
const stranger = (
  uid: string,
): string => `<section aria-labelledby="stranger"><h2 id="stranger">Någon som inte står här</h2>
<p>För den som har fått en inbjudan. Samma namn är samma person nästa gång.</p>
<form class="row" method="post" action="/interaction/${escapeMarkup(uid)}">
<div><label for="name">Namn</label><input id="name" name="name" required maxlength="40" autocomplete="off"></div>
<button>Logga in</button>
</form></section>`;

/** What somebody who is in no list is called by the issuer; empty for a name without letters or digits. */
export const subjectOf = (name: string): string =>
  name
    .normalize("NFD")
    .toLowerCase()
    .replace(/\p{Mark}/gu, "")
    .replace(/[^a-z0-9]+/g, "-")
    .replace(/^-+|-+$/g, "")
    .slice(0, 40);

function row({ sub, name, label, group }: Person): string {
  return (
    `<li><button name="sub" value="${escapeMarkup(sub)}"><b>${escapeMarkup(name)}</b> ` +
    `<span>${escapeMarkup(label.includes(group) ? label : `${label}, ${group}`)}</span></button></li>`
  );
}

/** In the order the groups first come. */
export function byGroup(people: Person[]): Map<string, Person[]> {
  const groups = new Map<string, Person[]>();
  for (const person of people) groups.set(person.group, [...(groups.get(person.group) ?? []), person]);
  return groups;
}

export const submitScript = "document.forms[0].submit()";

/**
 * `form` is the provider's own, with its token. `sure`: the portal proved whose session it ends, so nobody is asked
 * a second time; the button is there for whoever has no script.
 */
export function logoutPage(form: string, sure: boolean): string {
  const said = '<input type="hidden" name="logout" value="yes"/>';
  return page(
    "Logga ut från RSS-portalen (lokalt)",
    stylesheet,
    `<p>Det ni har sparat i portalen finns kvar.</p>
${form.replace("</form>", `${said}</form>`)}
<p><button form="op.logoutForm" autofocus>Logga ut</button></p>
${sure ? `<script>${submitScript}</script>` : ""}`,
  );
}

export function loggedOutPage(portal: string): string {
  return page("Du är utloggad", stylesheet, `<p><a href="${escapeMarkup(portal)}">Till RSS-portalen</a></p>`);
}

export function errorPage(portal: string, detail: string): string {
  return page(
    "Inloggningen gick inte",
    stylesheet,
    `<p>Gå tillbaka till portalen och logga in igen. Det ni har sparat finns kvar.</p>
<p><a href="${escapeMarkup(portal)}">Till RSS-portalen</a></p>
<p>Teknisk uppgift: ${escapeMarkup(detail)}</p>`,
  );
}
