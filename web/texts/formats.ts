import * as sv from "#domain/formats";
import { english } from "./language.ts";

/** How those who read this page write days and sizes; what else is formatted stands inside sentences. */
export const formatInstant: typeof sv.formatInstant = english?.formats.formatInstant ?? sv.formatInstant;
export const formatDay: typeof sv.formatDay = english?.formats.formatDay ?? sv.formatDay;
export const formatSize: typeof sv.formatSize = english?.formats.formatSize ?? sv.formatSize;
