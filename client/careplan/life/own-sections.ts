const added = new Set<string>();

/** Remembers that I added a section in this page: nobody has to tell me that it is there. */
export function rememberOwnSection(sectionKey: string): void {
  added.add(sectionKey);
}

/** Whether I added it in this page. */
export function isOwnSection(sectionKey: string): boolean {
  return added.has(sectionKey);
}
