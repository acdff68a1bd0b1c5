import { type XmlText } from 'yjs';

/** A long text that is served to a browser, and in which others write. */
export interface RunningText {
  /** Of the page. */
  readonly address: string;
  /** Somebody sits down without a browser at a share (0 to 1) of the text; gives the line in which they write. */
  typeAt(share: number): Promise<XmlText>;
  close(): Promise<void>;
}
