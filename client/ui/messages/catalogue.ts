import { type en } from './en.ts';
import { type formats } from './formats.ts';

/** Makes message keys and formats known to the compiler: a key that does not exist is an error. */
declare module 'use-intl' {
  interface AppConfig {
    Messages: typeof en;
    Formats: typeof formats;
    Locale: 'en-GB';
  }
}
