import { type LibrarySettings } from './library-secrets.ts';
import { type SignInSecrets } from './sign-in-secrets.ts';

/** Secrets whose library is loaded when it is first asked for: fifty megabytes that a demonstration never needs. */
export interface LazySecrets extends SignInSecrets {
  /** Loads it now. */
  prepare(): Promise<void>;
}

/** The same as `openLibrary`, later. */
export function lazySecrets(settings: LibrarySettings): LazySecrets {
  let opened: Promise<SignInSecrets> | undefined;
  const open = () =>
    (opened ??= import('./library-secrets.ts').then(({ openLibrary }) => openLibrary(settings)));
  return {
    async prepare() {
      await open();
    },
    password: async (...args) => await (await open()).password(...args),
    checkPassword: async (...args) => await (await open()).checkPassword(...args),
    startSecondFactor: async (...args) => await (await open()).startSecondFactor(...args),
    acceptSecondFactor: async (...args) => await (await open()).acceptSecondFactor(...args),
    checkCode: async (...args) => await (await open()).checkCode(...args),
    newBackupCodes: async (...args) => await (await open()).newBackupCodes(...args),
    withoutSecondFactor: async (...args) => await (await open()).withoutSecondFactor(...args),
  };
}
