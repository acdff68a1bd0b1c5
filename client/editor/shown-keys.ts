/** Keys as the reader's keyboard names them: "Mod+Alt+1" is "⌘+⌥+1" on a Mac and "Ctrl+Alt+1" elsewhere. */
export function shownKeys(keys: string): string {
  const isMac = navigator.platform.startsWith('Mac');
  return keys.replace('Mod', isMac ? '⌘' : 'Ctrl').replace('Alt', isMac ? '⌥' : 'Alt');
}
