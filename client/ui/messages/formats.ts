/** How times are written, by name: hours by the 24-hour clock, days without the risk of a swapped month. */
export const formats = {
  dateTime: {
    clock: { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' },
    weekday: { weekday: 'short' },
    dayAndMonth: { day: 'numeric', month: 'short' },
    dayAndClock: {
      day: 'numeric',
      month: 'short',
      hour: '2-digit',
      minute: '2-digit',
      hourCycle: 'h23',
    },
    day: { day: '2-digit', month: 'short', year: 'numeric' },
  },
} as const;
