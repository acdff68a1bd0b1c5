const hourMs = 60 * 60_000;

/**
 * Does something now and every hour, one time after the other; `task` answers for its own failures and never rejects.
 * Returns the way to stop, which waits for the last time.
 * @param everyMs milliseconds between two times, when it is not an hour
 */
export function startHourly(task: () => Promise<void>, everyMs = hourMs): () => Promise<void> {
  let running = task();
  const timer = setInterval(() => {
    running = running.then(task);
  }, everyMs);
  return async () => {
    clearInterval(timer);
    await running;
  };
}
