/** Keys as this device writes them: "Mod+K" is ⌘ K on a Mac and Ctrl K elsewhere. */
export function shownKeys(keys: string): string {
  const isMac = navigator.platform.startsWith('Mac');
  return keys
    .split('+')
    .map((key) => (isMac ? macKeys[key] : otherKeys[key]) ?? key)
    .join(' ');
}

const macKeys: Readonly<Record<string, string>> = { Mod: '⌘', Ctrl: '⌃', Alt: '⌥', Shift: '⇧' };
const otherKeys: Readonly<Record<string, string>> = { Mod: 'Ctrl' };
