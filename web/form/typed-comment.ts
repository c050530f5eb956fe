/** A comment that is being written and not sent, kept through a reload and a closed panel; gone at log-out with the tab's storage. */
export function typedComment(person: string, submission: string, question: string) {
  const key = ["comment", person, submission, question].join("|");
  return {
    read: (): string => sessionStorage.getItem(key) ?? "",
    write(text: string): void {
      try {
        if (text === "") sessionStorage.removeItem(key);
        else sessionStorage.setItem(key, text);
      } catch {
        // A full storage keeps nothing; the text is still in its field.
      }
    },
  };
}
