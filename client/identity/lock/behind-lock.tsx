import { type JSX, type ReactNode, useLayoutEffect, useState } from 'react';
import { createPortal } from 'react-dom';

import { hidePage } from './hide-page.ts';

/** The only thing in the document while it is there: the page is taken out, whole, and comes back afterwards. */
export function BehindLock({
  title,
  children,
}: {
  /** Of the browser's tab. */
  readonly title: string;
  readonly children: ReactNode;
}): JSX.Element {
  const [host] = useState(createHost);
  useLayoutEffect(() => {
    document.body.append(host);
    const showPage = hidePage(host, title);
    return () => {
      host.remove();
      showPage();
    };
  }, [host, title]);
  return <>{createPortal(children, host)}</>;
}

/** Keys that are pressed on the lock never reach the page behind it. */
function createHost(): HTMLElement {
  const host = document.createElement('div');
  for (const type of ['keydown', 'keyup', 'paste'] as const)
    host.addEventListener(type, (event) => event.stopPropagation());
  return host;
}
