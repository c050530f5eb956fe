/** Fetched when somebody opens one of them. */
export { Comments } from "./comments.tsx";
export { History } from "./history.tsx";
