/**
 * What runs in the measured page, as source: this package knows no DOM. It notes when the whole text is there and how
 * long each key takes until it is painted. Painted means: the first task after the frame in which it was drawn.
 */

/** Where the text of a page stands. */
export interface TextPlaces {
  readonly selector: string;
  /** So many elements, each with at least so many letters, and the whole plan can be read. */
  readonly elements: number;
  readonly letters: number;
}

/** Installed before the page's own code. Reads `window.probe` later. */
export const editorProbe = ({ selector, elements, letters }: TextPlaces): string => `(() => {
  const afterPaint = (then) => requestAnimationFrame(() => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = then;
    port2.postMessage(0);
  });
  const opened = Promise.withResolvers();
  const probe = { textMs: 0, keys: [], longTasks: [], opened: opened.promise };
  window.probe = probe;
  const isThere = () => {
    const places = [...document.querySelectorAll('${selector}')];
    return places.filter(({ textContent }) => textContent.length >= ${letters}).length >= ${elements};
  };
  const look = () => {
    if (!isThere()) return afterPaint(look);
    probe.textMs = performance.now();
    opened.resolve();
  };
  look();
  new PerformanceObserver((list) => {
    for (const { duration } of list.getEntries()) probe.longTasks.push(duration);
  }).observe({ type: 'longtask' });
  probe.measureKeys = (count) => {
    const done = Promise.withResolvers();
    probe.typed = done.promise;
    probe.longTasks.length = 0;
    addEventListener('keydown', ({ timeStamp }) => afterPaint(() => {
      probe.keys.push(performance.now() - timeStamp);
      if (probe.keys.length === count) done.resolve();
    }), true);
  };
})()`;
