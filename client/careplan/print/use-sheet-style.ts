import { printStyle } from '@alliance/shared/careplan/print/print-style';
import { useLayoutEffect } from 'react';

/** Gives this document the style of paper while the print page is open: the same that the PDF has. */
export function useSheetStyle(): void {
  useLayoutEffect(() => {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(printStyle);
    document.adoptedStyleSheets = [...document.adoptedStyleSheets, sheet];
    return () => {
      document.adoptedStyleSheets = document.adoptedStyleSheets.filter((each) => each !== sheet);
    };
  }, []);
}
