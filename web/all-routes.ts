/** How all routes of the API are asked: fetched with the first that the form does not need. */
import { type RouteName, routes } from "#domain/routes";
import type { Asked } from "./own-routes.ts";

export const allRoutes: { readonly [R in RouteName]: Asked } = routes;
