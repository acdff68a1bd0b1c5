/**
 * What runs in the measured page, as source: this package knows no DOM. It notes when text and rail are there, how
 * long each key and each change by a colleague takes until it is painted, and how long the frames of a scroll are.
 *
 * Painted means: the first task after the frame in which it was drawn.
 */

/** Installed before the page's own code. Reads `window.probe` later. */
export const probeSource = (section: string, threads: number): string => `(() => {
  const afterPaint = (then) => requestAnimationFrame(() => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = then;
    port2.postMessage(0);
  });
  const opened = Promise.withResolvers();
  const probe = { textMs: 0, railMs: 0, keys: [], longTasks: [], opened: opened.promise };
  window.probe = probe;
  const look = () => {
    if (!probe.textMs && document.querySelector('#${section} .prose p, #${section} .prose [data-block-id]')?.textContent)
      probe.textMs = performance.now();
    if (!probe.railMs && document.querySelector('[data-rail]')
      && document.querySelectorAll('[data-rail] [data-thread]').length >= ${threads})
      probe.railMs = performance.now();
    if (probe.textMs && probe.railMs) opened.resolve();
    else afterPaint(look);
  };
  look();
  new PerformanceObserver((list) => {
    for (const { duration, startTime } of list.getEntries()) probe.longTasks.push({ duration, startTime });
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
  probe.watchRemote = () => {
    new MutationObserver(() => afterPaint(() => {
      window.painted(performance.timeOrigin + performance.now(), document.querySelector('#${section} .ProseMirror').textContent.length);
    })).observe(document.querySelector('#${section} .ProseMirror'), { characterData: true, childList: true, subtree: true });
  };
  probe.scroll = (pixels) => new Promise((resolve) => {
    const frames = [];
    scrollTo(0, 0);
    let last;
    const step = (now) => {
      if (last !== undefined) frames.push(now - last);
      last = now;
      const { scrollHeight, clientHeight } = document.documentElement;
      if (scrollY + clientHeight >= scrollHeight - 1) return resolve(frames);
      scrollBy(0, pixels);
      requestAnimationFrame(step);
    };
    requestAnimationFrame(step);
  });
})()`;
