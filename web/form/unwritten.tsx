/** A plan that may not be written as a whole: fetched by those who come to one. */
export { default as Completing } from "./completing.tsx";
export { default as NotForStaff } from "./not-for-staff.tsx";
export { default as ReadPlan } from "./read-plan.tsx";
