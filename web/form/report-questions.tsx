/** Kinds of questions that only reports have: fetched with the first of them. */
export { NumberQuestion } from "./number-question.tsx";
export { OutcomesQuestion } from "./outcomes-question.tsx";
