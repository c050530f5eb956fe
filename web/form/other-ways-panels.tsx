/** Fetched when somebody opens one of them, or there is something to tell. */
export { Abstain } from "./abstain.tsx";
export { DraftHelp } from "./draft-help.tsx";
export { ExplanationField } from "./explanation-field.tsx";
export { ExtensionRequest } from "./extension-request.tsx";
export { ExtensionState } from "./extension-state.tsx";
export { LeftContacts } from "./left-contacts.tsx";
export { SentBefore } from "./sent-before.tsx";
