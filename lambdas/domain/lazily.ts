/**
 * Made when it is first asked for, and once. What is made as a module is loaded is waited for by whoever comes first, and few requests
 * and pages need any one of it: a formatter for a language and a time zone costs milliseconds, the shapes of all answers some ten.
 */
export function lazily<T extends object>(make: () => T): () => T {
  let made: T | undefined;
  return () => {
    made ??= make();
    return made;
  };
}
