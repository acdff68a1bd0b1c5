import {
  type DemoSwitched,
  type Installation as InstallationView,
} from '@alliance/shared/identity/administration';
import { type PersonId } from '@alliance/shared/identity/person';

import { type Problem } from '../http/problem.ts';
import { type Installation } from '../identity/installation.ts';
import { setUpLinkMs } from '../identity/limits.ts';
import { linkAddress, makeLink } from '../identity/links.ts';
import { type Sessions } from '../identity/sessions.ts';
import { type Storage } from '../storage/port.ts';
import { administrationProblems } from './administration-problems.ts';
import { sessionsShownMax } from './limits.ts';

/** What the switch is made with. */
export interface DemoSwitchSettings {
  readonly storage: Pick<Storage, 'isEmpty' | 'putLink'>;
  readonly installation: Installation;
  readonly sessions: Pick<Sessions, 'living' | 'end'>;
  /** The demonstration itself. */
  readonly demo: {
    /** Makes its world where there is none. */
    prepare(): Promise<void>;
    /** Takes its world away. */
    clear(): Promise<void>;
  };
  /** Only this machine reaches the server. */
  readonly isLoopback: boolean;
  /** Where people reach Alliance. */
  readonly url: string;
  /** Tells whoever runs the server where the first account is made. */
  readonly announce: (setUpUrl: string) => void;
  /** Milliseconds since the epoch. */
  readonly now: () => number;
}

/** Turns the demonstration off and on while the server runs. */
export class DemoSwitch {
  readonly #settings: DemoSwitchSettings;

  constructor(settings: DemoSwitchSettings) {
    this.#settings = settings;
  }

  /** Why it cannot be turned on; undefined when it can, and while it runs. */
  async refusal(): Promise<InstallationView['demoRefusal']> {
    const { isLoopback, installation, storage } = this.#settings;
    if (installation.isDemo) return undefined;
    if (!isLoopback) return 'not-this-machine';
    return (await storage.isEmpty()) ? undefined : 'alliances-exist';
  }

  /** Turns it off or on. Whoever was here as the other kind of person is signed out, this visitor too. */
  async turn(isDemo: boolean, by: PersonId): Promise<DemoSwitched | Problem> {
    const { installation } = this.#settings;
    if (isDemo === installation.isDemo) return { isDemo };
    const refusal = isDemo ? await this.refusal() : undefined;
    if (refusal !== undefined) return problemOf[refusal];
    await this.#turn(isDemo, by);
    const setUpUrl = await this.setUpUrl();
    if (setUpUrl !== undefined) this.#settings.announce(setUpUrl);
    return { isDemo, ...(setUpUrl !== undefined && { setUpUrl }) };
  }

  /** A fresh link to make the first account, where there is none. Those before open nothing any more. */
  async setUpUrl(): Promise<string | undefined> {
    const { installation, storage, url, now } = this.#settings;
    if (!(await installation.needsSetUp())) return undefined;
    const { secret } = await makeLink(storage, { purpose: 'set-up', forMs: setUpLinkMs }, now());
    return linkAddress(url, 'set-up', secret);
  }

  /** Nobody is in between: who leaves has no session any more when the others may come. */
  async #turn(isDemo: boolean, by: PersonId): Promise<void> {
    const { installation, sessions, demo, now } = this.#settings;
    const at = new Date(now()).toISOString();
    const leaving = await sessions.living({ limit: sessionsShownMax });
    const action = isDemo ? 'demo.on' : 'demo.off';
    const audit = { at, personId: by, action, subjectId: 'installation' };
    if (isDemo) await demo.prepare();
    await installation.change({ isDemo }, audit);
    await sessions.end(
      leaving.map(({ ref }) => ref),
      by,
    );
    if (!isDemo) await demo.clear();
  }
}

const problemOf: Readonly<Record<NonNullable<InstallationView['demoRefusal']>, Problem>> = {
  'not-this-machine': administrationProblems.notThisMachine,
  'alliances-exist': administrationProblems.alliancesExist,
};
