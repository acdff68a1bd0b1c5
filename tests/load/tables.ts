import { type Run } from './measurements.ts';
import { median, ratio } from './statistics.ts';

/** The median of every number, one row per contender, with the disk's own commit on top. */
export function medianTable(names: readonly string[], runs: readonly Run[]): readonly string[] {
  const keys = [...new Set(runs.flatMap(({ measured }) => numericKeys(measured)))];
  const commit = `p50 ${round(median(runs.map((run) => run.commitP50)))} ms, p99 ${round(median(runs.map((run) => run.commitP99)))} ms`;
  const rows = names.map((name) =>
    [name].concat(keys.map((key) => round(medianOf(runs, name, key)))),
  );
  return ['', `Medians. The disk's own commit: ${commit}`, ...align([['', ...keys], ...rows])];
}

/** The first contender's medians as multiples of each other one's; nothing when there is nobody to compare with. */
export function ratioTable(
  names: readonly string[],
  runs: readonly Run[],
  keys: readonly string[],
): readonly string[] {
  const [own, ...peers] = names;
  if (own === undefined || peers.length === 0 || keys.length === 0) return [];
  const multiple = (peer: string, key: string): string =>
    round(ratio(medianOf(runs, own, key), medianOf(runs, peer, key)));
  const rows = peers.map((peer) => [peer].concat(keys.map((key) => multiple(peer, key))));
  return [
    '',
    `${own} as a multiple of each peer, medians of this run (of "most …" more is better, of the rest less)`,
    ...align([['', ...keys], ...rows]),
  ];
}

/** The median of one number over the undisturbed runs of a contender, or over all where every run was disturbed; NaN where it has none. */
export function medianOf(runs: readonly Run[], contender: string, key: string): number {
  const all = runs.filter((run) => run.contender === contender);
  const quiet = all.filter((run) => !run.isDisturbed);
  const values = (quiet.length > 0 ? quiet : all).map((run) => run.measured[key]);
  return median(values.filter((value) => typeof value === 'number'));
}

/** What one run measured, in one line. */
export function describe(measured: Run['measured']): string {
  return Object.entries(measured)
    .map(([key, value]) => `${key} ${typeof value === 'number' ? round(value) : String(value)}`)
    .join(', ');
}

function numericKeys(measured: Run['measured']): readonly string[] {
  return Object.keys(measured).filter((key) => typeof measured[key] === 'number');
}

function align(rows: readonly (readonly string[])[]): readonly string[] {
  const width = (column: number): number =>
    Math.max(...rows.map((row) => (row[column] ?? '').length));
  const widths = (rows[0] ?? []).map((_, column) => width(column));
  return rows.map((row) =>
    row
      .map((cell, column) =>
        column === 0 ? cell.padEnd(widths[column] ?? 0) : cell.padStart(widths[column] ?? 0),
      )
      .join('  '),
  );
}

function round(value: number): string {
  if (Number.isNaN(value)) return '–';
  return String(Math.abs(value) >= 100 ? Math.round(value) : Math.round(value * 100) / 100);
}
