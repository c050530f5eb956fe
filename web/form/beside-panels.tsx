/** Fetched when somebody opens one of them, or there is something to tell. */
export { Comments } from "./comments.tsx";
export { Earlier } from "./earlier.tsx";
export { Goals } from "./goals.tsx";
export { History } from "./history.tsx";
export { AtAnswer, OthersHere } from "./others-here.tsx";
