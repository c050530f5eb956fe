/**
 * How the API's routes are asked that the form itself needs. The build leaves out all others (vite.config.ts): together they weigh more
 * than people on the slowest nets ought to wait for, and what they ask for is decided where it is answered.
 */
import { type Route, type RouteName, routes } from "#domain/routes";

/** GET, and a person, when nothing else is said. */
export type Asked = Pick<Route, "path"> & Partial<Pick<Route, "method" | "who">>;

export const ownRoutes: { readonly [R in RouteName]?: Asked } = routes;
