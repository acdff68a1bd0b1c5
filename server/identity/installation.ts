import { type AuditEntry, type Storage } from '../storage/port.ts';
import { type InstallationSettings } from '../storage/port/accounts.ts';

/** What holds for the whole installation now. */
export interface Installation {
  /** Personas instead of accounts. */
  readonly isDemo: boolean;
  /** Minutes of silence after which a page is locked. */
  readonly idleMinutes: number;
  /** Nobody has an account, and the way in is a link. */
  needsSetUp(): Promise<boolean>;
  /** Keeps another state of it; it holds from then on. */
  change(change: Partial<InstallationSettings>, audit: AuditEntry): Promise<void>;
}

/** What was decided about an installation, or what its configuration says as long as nothing was. */
export async function openInstallation(
  storage: Pick<Storage, 'settings' | 'writeSettings' | 'accounts'>,
  configured: {
    readonly isDemo: boolean;
    /** Only this machine reaches the server: elsewhere the demonstration never runs, whatever was decided. */
    readonly mayBeDemo: boolean;
  },
): Promise<Installation> {
  let present = await storage.settings();
  const isDemo = () => configured.mayBeDemo && (present.isDemo ?? configured.isDemo);
  return {
    get isDemo() {
      return isDemo();
    },
    get idleMinutes() {
      return present.idleMinutes;
    },
    async needsSetUp() {
      if (isDemo()) return false;
      return (await storage.accounts('', 1)).length === 0;
    },
    async change(change, audit) {
      const next = { ...present, ...change };
      await storage.writeSettings(next, audit);
      present = next;
    },
  };
}
