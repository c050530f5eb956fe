/** The forms a round may be made of, newest first, by the names of their files: a form that is added is found without a word here. */
import type { Kind } from "#domain/form";

const files = Object.keys(import.meta.glob("../../lambdas/domain/templates/*-*.ts"));

export const formNames = files
  .flatMap((path) => {
    const [, id, kind, since] = /\/((plan|report)-(\d+))\.ts$/.exec(path) ?? [];
    return id && kind && since ? { id, kind: kind as Kind, since } : [];
  })
  .sort((one, other) => other.since.localeCompare(one.since));
