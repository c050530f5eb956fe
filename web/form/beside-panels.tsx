/** Fetched when somebody opens one of them. */
export { Comments } from "./comments.tsx";
export { Earlier } from "./earlier.tsx";
export { Goals } from "./goals.tsx";
export { History } from "./history.tsx";
export { Remarks } from "./remarks.tsx";
