/** What the build puts in place: the files of a pattern by their paths, each to be fetched when it is asked for. */
interface ImportMeta {
  glob(pattern: string): Record<string, () => Promise<unknown>>;
}
