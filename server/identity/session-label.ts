import { labelCharactersMax } from './limits.ts';

/** The browsers that say who they are; those that are made of others stand before them. */
const browsers: readonly (readonly [RegExp, string])[] = [
  [/\bEdgi?A?(?:OS)?\//, 'Edge'],
  [/\bOPR\//, 'Opera'],
  [/\bSamsungBrowser\//, 'Samsung Internet'],
  [/\bF(?:irefox|xiOS)\//, 'Firefox'],
  [/\b(?:Chrome|CriOS|Chromium)\//, 'Chrome'],
  [/\bVersion\/[\d.]+.*\bSafari\//, 'Safari'],
];

const systems: readonly (readonly [RegExp, string])[] = [
  [/\b(?:iPhone|iPod)\b/, 'iPhone'],
  [/\biPad\b/, 'iPad'],
  [/\bAndroid\b/, 'Android'],
  [/\bWindows\b/, 'Windows'],
  [/\bCrOS\b/, 'ChromeOS'],
  [/\bMac OS X\b/, 'Mac'],
  [/\bLinux\b/, 'Linux'],
];

/** By which somebody tells one of their sessions from the others: "Firefox on Windows". Nothing of what the browser says about itself stands in it. */
export function sessionLabel(agent: string | undefined): string {
  const text = (agent ?? '').slice(0, 1000);
  const name = (list: typeof browsers) => list.find(([pattern]) => pattern.test(text))?.[1];
  const [browser, system] = [name(browsers), name(systems)];
  const words = [browser ?? 'Another program', system && `on ${system}`];
  return words
    .filter((word) => word !== undefined)
    .join(' ')
    .slice(0, labelCharactersMax);
}
