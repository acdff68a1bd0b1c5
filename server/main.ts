/** The one composition root: every part is made and introduced to the others here, and nowhere else. */
import { randomBytes, randomInt, randomUUID } from 'node:crypto';
import { type RequestListener, type Server, createServer } from 'node:http';
import path from 'node:path';

import { type PersonId } from '@alliance/shared/identity/person';

import { createAdmission } from './access/admission.ts';
import { DemoSwitch } from './administration/demo-switch.ts';
import { installationRoutes } from './administration/installation-routes.ts';
import { PeopleDesk } from './administration/people-desk.ts';
import { peopleRoutes } from './administration/people-routes.ts';
import { createAllianceAsking } from './alliance/alliance-asking.ts';
import { createAllianceDesk } from './alliance/alliance-desk.ts';
import { allianceRoutes } from './alliance/alliance-routes.ts';
import { createCharterReader } from './alliance/charter-reader.ts';
import { charterRoutes } from './alliance/charter-routes.ts';
import { createColleagues } from './alliance/colleagues.ts';
import { createFounding } from './alliance/founding.ts';
import { invitationRoutes } from './alliance/invitation-routes.ts';
import { createInvitations } from './alliance/invitations.ts';
import { listRoutes } from './alliance/list-routes.ts';
import { createPlanReader } from './careplan/plan-reader.ts';
import { planRoutes } from './careplan/plan-routes.ts';
import { startAnchorKeeper } from './comments/anchor-keeper.ts';
import { createCommittedWords } from './comments/committed-words.ts';
import { createThreadDesk } from './comments/thread-desk.ts';
import { createThreadReading } from './comments/thread-reader.ts';
import { threadRoutes } from './comments/thread-routes.ts';
import { startWriteKeyPurge } from './comments/write-key-purge.ts';
import { type Config, StartRefused, isLoopback, readConfig } from './config.ts';
import { castId, wholeCast } from './demo/cast.ts';
import { colleagueRoutes } from './demo/colleague-routes.ts';
import { createColleague } from './demo/colleague.ts';
import { demoRoutes } from './demo/demo-routes.ts';
import { createDemo } from './demo/demo.ts';
import { createPinCheck } from './demo/pin-check.ts';
import { endInTurn } from './end-in-turn.ts';
import { addressOf } from './http/address.ts';
import { createApp } from './http/app.ts';
import { boundHalfOpen } from './http/half-open.ts';
import {
  connectionsLookMs,
  connectionsMax,
  endMsMax,
  headersMsMax,
  requestMsMax,
  stopMsMax,
} from './http/limits.ts';
import { answerStarting, listen, ownSockets, stopListening } from './http/listening.ts';
import { withOpenApi } from './http/openapi.ts';
import { createOrigins } from './http/origins.ts';
import { createPages } from './http/pages.ts';
import { AccountDesk } from './identity/account-desk.ts';
import { whereDemo } from './identity/account-guard.ts';
import { accountRoutes } from './identity/account-routes.ts';
import { entranceRoutes } from './identity/entrance-routes.ts';
import { startIdleWatch } from './identity/idle-watch.ts';
import { type Installation, openInstallation } from './identity/installation.ts';
import { JoinDesk } from './identity/join-desk.ts';
import { keptSecret } from './identity/kept-secret.ts';
import { lazySecrets } from './identity/lazy-secrets.ts';
import { meRoutes } from './identity/me-routes.ts';
import { startSessionPurge } from './identity/session-purge.ts';
import { endAllBut, sessionRoutes } from './identity/session-routes.ts';
import { createSessions } from './identity/sessions.ts';
import { SignInDesk } from './identity/sign-in-desk.ts';
import { Silence } from './identity/silence.ts';
import { createVisitorProof } from './identity/visitor-proof.ts';
import { createDigest } from './inbox/digest.ts';
import { createInboxReader } from './inbox/inbox-reader.ts';
import { inboxRoutes } from './inbox/inbox-routes.ts';
import { notificationRoutes } from './inbox/notification-routes.ts';
import { createSmtpMail } from './inbox/smtp-mail.ts';
import { createWishes } from './inbox/wishes.ts';
import { startCheckKeeper } from './merge-checks/check-keeper.ts';
import { createMergeCheckReading } from './merge-checks/merge-check-reader.ts';
import { mergeCheckRoutes } from './merge-checks/merge-check-routes.ts';
import { startLogWatch } from './observe/log-watch.ts';
import { type Log, createLog, describeError } from './observe/log.ts';
import { createMetrics } from './observe/metrics.ts';
import { createSyncMeasures } from './observe/sync-metrics.ts';
import { type KnownRecords, knowRecords } from './storage/known-records.ts';
import { createLogScanner } from './storage/log-scanner.ts';
import { type LogScanner, type Replayer, type Storage } from './storage/port.ts';
import { createReplayer } from './storage/replay.ts';
import { DataFolderRefused } from './storage/sqlite/data-folder.ts';
import { openSqliteReplayer } from './storage/sqlite/open-sqlite-replayer.ts';
import { openSqliteScanner } from './storage/sqlite/open-sqlite-scanner.ts';
import { openSqliteStorage } from './storage/sqlite/open-sqlite-storage.ts';
import { type Later } from './sync/clock.ts';
import { createSyncServer } from './sync/sync-server.ts';

/** A server that answers. */
export interface Running {
  /** Where people reach it, without a trailing slash. */
  readonly url: string;
  /** Where the first account is made, when there is none: opens once. */
  readonly setUpUrl?: string;
  /** Resolves when nothing can be saved any more: only a new start helps. */
  readonly failed: Promise<void>;
  /** Stops within seconds; everything that was accepted is on disk afterwards. */
  close(): Promise<void>;
}

/** Parts that a test may bring along; whatever is absent is the real one. */
export interface Parts {
  readonly log?: Log;
  readonly storage?: Storage;
  /** Milliseconds since the epoch. */
  readonly now?: () => number;
  /** Timers of the same clock. */
  readonly later?: Later;
  /** Where the built client is. */
  readonly clientFolder?: string;
  /** Tells whoever runs the server where the first account is made: the address opens once. */
  readonly announceSetUp?: (address: string) => void;
}

/**
 * Listens, opens the data folder and makes every part. Rejects with one plain sentence when something stands in the
 * way. The address comes first: whoever cannot have it leaves no trace in the data folder.
 */
export async function start(config: Config, parts: Parts = {}): Promise<Running> {
  const { log = createLog(), now = Date.now, later, clientFolder = builtClient } = parts;
  const { announceSetUp = () => undefined } = parts;
  const server = createServer(patience).on('request', answerStarting);
  server.maxConnections = connectionsMax;
  const port = await listen(server, config);
  let close = (): Promise<void> => stopListening(server);
  try {
    const kept = await openKept(config, parts.storage, now);
    const mayBeDemo = isLoopback(config.host);
    const installation = await openInstallation(kept.storage, { ...config, mayBeDemo });
    const given = { log, now, later, clientFolder, announceSetUp };
    const house = compose({ server, port, config, kept, installation, ...given });
    close = house.close;
    const setUpUrl = await house.prepare();
    server.off('request', answerStarting).on('request', house.app);
    log.info({ port, demo: installation.isDemo }, 'server.started');
    return {
      url: addressOf(config, port),
      ...(setUpUrl !== undefined && { setUpUrl }),
      failed: kept.storage.failed,
      close: saying(log, close),
    };
  } catch (error) {
    await close();
    throw error;
  }
}

function saying(log: Log, close: () => Promise<void>): () => Promise<void> {
  return async () => {
    await close();
    log.info({}, 'server.stopped');
  };
}

/** How long a connection may take with what it asks. */
const patience = {
  requestTimeout: requestMsMax,
  headersTimeout: headersMsMax,
  connectionsCheckingInterval: connectionsLookMs,
} as const;

/** What outlives the process. */
interface Kept {
  readonly storage: KnownRecords;
  readonly replayer: Replayer;
  readonly scanner: LogScanner;
  /** Signs the cookies. */
  readonly key: string;
  /** Enciphers second factors. It stays with the data: another key for the cookies signs people out, and takes nothing away. */
  readonly dataKey: string;
}

async function openKept(
  config: Config,
  given: Storage | undefined,
  now: () => number,
): Promise<Kept> {
  const folder = path.resolve(config.dataFolder);
  const storage = given ?? (await openSqliteStorage({ folder, now }));
  const replayer = given === undefined ? openSqliteReplayer({ folder }) : createReplayer(given);
  const scanner = given === undefined ? openSqliteScanner({ folder }) : createLogScanner(given);
  const dataKey = await keptSecret(folder);
  return {
    storage: knowRecords(storage),
    replayer,
    scanner,
    key: config.secret ?? dataKey,
    dataKey,
  };
}

interface House {
  readonly app: RequestListener;
  /** Makes what has to be there before anybody asks: the demonstration, or the way to the first account, which it gives. */
  prepare(): Promise<string | undefined>;
  readonly close: () => Promise<void>;
}

/** Introduces every part to the ones that it needs. */
function compose(settings: {
  readonly server: Server;
  readonly port: number;
  readonly config: Config;
  readonly kept: Kept;
  readonly installation: Installation;
  readonly log: Log;
  readonly now: () => number;
  readonly later: Later | undefined;
  readonly clientFolder: string;
  readonly announceSetUp: (address: string) => void;
}): House {
  const { server, config, installation, log, now, later, clientFolder } = settings;
  const { storage, replayer, scanner, key, dataKey } = settings.kept;
  const isSecure = config.publicUrl?.startsWith('https:') ?? false;
  const metrics = createMetrics();
  const origins = createOrigins(config, settings.port);

  const silence = new Silence(now, () => installation.idleMinutes);
  const isDemo = () => installation.isDemo;
  const sessions = createSessions({ storage, key, now, silence, isDemo });
  const stopIdleWatch = startIdleWatch(sessions, log);
  const stopPurge = startSessionPurge({ storage, now, log });
  const stopKeyPurge = startWriteKeyPurge({ storage, now, log });
  const stopLogWatch = startLogWatch({ storage, log, registry: metrics.registry });
  const admission = createAdmission({ storage, sessions, now });
  const sync = createSyncServer({
    server,
    admission,
    storage,
    replayer,
    allowsOrigin: (origin) => origins.allows(origin),
    now,
    ...(later && { later }),
    random: () => randomBytes(4).readUInt32LE(),
    logger: log,
    measures: createSyncMeasures(metrics.registry),
  });
  sessions.onEnd((ref) => sync.endSession(ref));
  boundHalfOpen(server);
  const anchors = startAnchorKeeper({ storage, sync, now, log });
  const checks = startCheckKeeper({ storage, scanner, sync, log, now, newId: () => randomUUID() });
  const words = createCommittedWords(sync);
  const desk = createThreadDesk({ storage, sync, words, keeper: anchors, now });
  const reading = createThreadReading({ storage, sync, now });
  const reader = createPlanReader({ storage, sync, now });
  const colleagues = createColleagues({ storage, now });
  const allianceDesk = createAllianceDesk({ storage, sync, colleagues, now });
  const founding = createFounding({ storage, sync, newId: () => randomUUID(), now });
  const asking = createAllianceAsking({ storage, reader, now });
  const charters = createCharterReader({ storage, sync, reader, now });
  const invitations = createInvitations({ storage, desk: allianceDesk, now });
  const demo = createDemo({ storage, sync, now });
  const inbox = createInboxReader({ storage, now });
  const wishes = createWishes({ storage, now });
  const mail = config.mail && createSmtpMail({ ...config.mail, log });
  const url = addressOf(config, settings.port);
  const digest = mail && createDigest({ storage, wishes, inbox, mail, url, now, log });
  const stopDigest = digest?.start();
  const colleague = createColleague({
    sessions,
    storage,
    socketUrl: () => ownSockets(server),
    log,
  });

  const secrets = lazySecrets({ storage, key: dataKey, now });
  const entering = new SignInDesk({ storage, secrets, now });
  const proof = createVisitorProof({ desk: entering, personas: createPinCheck(now), now });
  const passwordChanged = async (personId: PersonId, keepRef?: string) => {
    entering.forget(personId);
    await endAllBut(sessions, personId, keepRef);
  };
  const joining = new JoinDesk({ storage, secrets, installation, passwordChanged, now });
  const accounts = new AccountDesk({
    storage,
    secrets,
    desk: entering,
    proof,
    passwordChanged,
    now,
  });
  const demoPeople = () => (installation.isDemo ? wholeCast().map(({ id }) => id) : []);
  const people = new PeopleDesk({ storage, sessions, secrets, sync, demoPeople, now });
  const isAdministrator = async (personId: PersonId) =>
    installation.isDemo
      ? personId === castId('priya')
      : (await storage.account(personId))?.isAdministrator === true;
  const demoSwitch = new DemoSwitch({
    storage,
    installation,
    sessions,
    demo: {
      prepare: () => demo.prepare(),
      async clear() {
        await colleague.stop();
        await demo.clear();
      },
    },
    isLoopback: isLoopback(config.host),
    url,
    announce: settings.announceSetUp,
    now,
  });

  const app = createApp({
    routes: withOpenApi([
      ...meRoutes({ storage, isAdministrator, now }),
      ...entranceRoutes({ installation, desk: entering, joining, sessions, key }),
      ...sessionRoutes({ sessions, proof }),
      ...accountRoutes({ accounts, storage, installation }),
      ...peopleRoutes({ people, storage, sessions, isAdministrator, url, now }),
      ...installationRoutes({ installation, demoSwitch, storage, isAdministrator, now }),
      ...planRoutes({ reader, admission, storage, now }),
      ...allianceRoutes({ storage, desk: allianceDesk, founding, asking, now }),
      ...charterRoutes({ desk: allianceDesk, asking, charters, proofs: proof }),
      ...invitationRoutes({ desk: allianceDesk, asking, invitations, now }),
      ...listRoutes({ storage, reader, colleagues, now }),
      ...threadRoutes({ desk, reading, admission, keeper: anchors, now }),
      ...mergeCheckRoutes({
        reading: createMergeCheckReading({ storage, now }),
        storage,
        admission,
        sync,
        now,
      }),
      ...inboxRoutes({ inbox, now }),
      ...notificationRoutes({ wishes, mail, url, makeCode, now }),
      ...whereDemo(installation, [
        ...demoRoutes({ demo, colleague, sessions, storage }),
        ...colleagueRoutes({ colleague, admission, now }),
      ]),
    ]),
    admission,
    sessions,
    origins,
    trustedProxies: config.trustedProxies,
    isSecure,
    log,
    metrics,
    probe: () => storage.probe(),
    now,
    pages: createPages(clientFolder),
  });

  return {
    app,
    async prepare() {
      await (installation.isDemo ? demo.prepare() : secrets.prepare());
      return await demoSwitch.setUpUrl();
    },
    close: () =>
      endInTurn(
        [
          { name: 'colleague', end: () => colleague.stop() },
          { name: 'idle watch', end: stopIdleWatch },
          { name: 'anchors', end: () => anchors.close() },
          { name: 'merge checks', end: () => checks.close() },
          { name: 'sync', end: () => sync.close() },
          { name: 'mail', end: () => mail?.close() },
          { name: 'digest', end: () => stopDigest?.() },
          { name: 'http', end: () => stopListening(server) },
          { name: 'session purge', end: stopPurge },
          { name: 'key purge', end: stopKeyPurge },
          { name: 'log watch', end: stopLogWatch },
          { name: 'replayer', end: () => replayer.close() },
          { name: 'scanner', end: () => scanner.close() },
          { name: 'storage', end: () => storage.close() },
        ],
        { log, patienceMs: endMsMax },
      ),
  };
}

/** Six digits that nobody guesses, the leading zeros included. */
function makeCode(): string {
  return String(randomInt(1_000_000)).padStart(6, '0');
}

const builtClient = path.resolve(import.meta.dirname, '../client/dist');

/** Runs until it is told to stop, and ends with an exit code and one plain line where it cannot start. */
async function run(): Promise<void> {
  // Everything that is kept is about patients: only this account may read it.
  process.umask(0o077);
  const log = createLog();
  hearWarnings(log);
  try {
    const config = readConfig(process.env);
    const running = await start(config, { log, announceSetUp: sayWhereToSetUp });
    process.stdout.write(`${running.url}\n`);
    if (running.setUpUrl !== undefined) sayWhereToSetUp(running.setUpUrl);
    for (const signal of ['SIGINT', 'SIGTERM'] as const)
      process.once(signal, () => void stop(running, log));
    await running.failed;
    await giveUp(running, log);
  } catch (error) {
    process.stderr.write(`${plainLine(error, log)}\n`);
    process.exit(1);
  }
}

/** What Node warns of belongs to the log. Which parts of itself the pinned Node calls experimental is known. */
function hearWarnings(log: Log): void {
  process.removeAllListeners('warning');
  process.on('warning', ({ name }) => {
    if (name !== 'ExperimentalWarning') log.warn({ name }, 'node.warning');
  });
}

/** The one line with a secret in it: it goes to whoever started the server, and to no log. */
function sayWhereToSetUp(address: string): void {
  process.stdout.write(`Make the first account here, within 24 hours: ${address}\n`);
}

async function stop(running: Running, log: Log, code: 0 | 1 = 0): Promise<void> {
  setTimeout(() => process.exit(1), 2 * stopMsMax).unref();
  try {
    await running.close();
    process.exit(code);
  } catch (error) {
    log.error(describeError(error), 'server.stop-failed');
    process.exit(1);
  }
}

/** A server that can save nothing is no server: it says so and ends, so that whoever watches over it starts it again. */
async function giveUp(running: Running, log: Log): Promise<void> {
  log.error({}, 'storage.failed');
  process.stderr.write(`${diskFailed}\n`);
  await stop(running, log, 1);
}

const diskFailed =
  'Alliance stopped, because the disk failed and nothing could be saved any more. What was shown as saved is safe; what was not stays in the open pages and is sent when they reach Alliance again. Check the disk of the data folder, then start Alliance again.';

function plainLine(error: unknown, log: Log): string {
  if (error instanceof StartRefused || error instanceof DataFolderRefused) return error.message;
  log.error(describeError(error), 'server.start-failed');
  return 'Alliance could not start. What was saved before is safe. The line above says where it stopped.';
}

if (import.meta.main) await run();
