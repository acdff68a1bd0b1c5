const hourMs = 60 * 60_000;

/** The demo's calendar: everything in it is relative to the moment at which the world was made. */
export interface Times {
  /** ISO 8601 instant so many hours from now; negative is past. */
  at(hours: number): string;
  /** The same on the full hour: when shifts change. */
  onTheHour(hours: number): string;
  /** ISO 8601 date so many days from now (UTC). */
  date(days: number): string;
  /** A day as people write it, so many days from now: "Thursday 10 December". */
  day(days: number): string;
}

/** A calendar around `now`, milliseconds since the epoch. */
export function timesAround(now: number): Times {
  const format = new Intl.DateTimeFormat('en-GB', {
    weekday: 'long',
    day: 'numeric',
    month: 'long',
  });
  return {
    at: (hours) => new Date(now + hours * hourMs).toISOString(),
    onTheHour: (hours) => new Date(Math.floor(now / hourMs + hours) * hourMs).toISOString(),
    date: (days) => new Date(now + days * 24 * hourMs).toISOString().slice(0, 10),
    day: (days) => format.format(new Date(now + days * 24 * hourMs)),
  };
}
