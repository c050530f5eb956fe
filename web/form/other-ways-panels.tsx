/** Fetched when somebody opens one of them. */
export { Abstain } from "./abstain.tsx";
export { ExtensionRequest } from "./extension-request.tsx";
export { ExtensionState } from "./extension-state.tsx";
export { LeftContacts } from "./left-contacts.tsx";
