import {
  type CompiledQuery,
  type DatabaseConnection,
  type Dialect,
  type Driver,
  type QueryResult,
  SqliteAdapter,
  SqliteIntrospector,
  SqliteQueryCompiler,
} from 'kysely';

import { type AuditEntry, type Storage } from '../storage/port.ts';

/** Where the library's statements go, and the audit entry that the next one which changes something takes along. */
export interface SignInGround {
  readonly storage: Pick<Storage, 'querySignIn'>;
  /** Gives the entry once; undefined when none is waiting. */
  readonly takeAudit: () => AuditEntry | undefined;
}

/** Lets Kysely speak to the storage: each statement is one call, and so one transaction. */
export function signInDialect(ground: SignInGround): Dialect {
  return {
    createAdapter: () => new SqliteAdapter(),
    createDriver: () => new StorageDriver(ground),
    createIntrospector: (database) => new SqliteIntrospector(database),
    createQueryCompiler: () => new SqliteQueryCompiler(),
  };
}

/** A driver without connections of its own. The library is told that there are no transactions; whoever asks for one all the same is refused. */
class StorageDriver implements Driver {
  readonly #connection: DatabaseConnection;

  constructor(ground: SignInGround) {
    this.#connection = new StorageConnection(ground);
  }

  async init(): Promise<void> {}

  async acquireConnection(): Promise<DatabaseConnection> {
    return this.#connection;
  }

  async beginTransaction(): Promise<void> {
    throw new Error('The sign-in tables know no transactions of several statements.');
  }

  async commitTransaction(): Promise<void> {}

  async rollbackTransaction(): Promise<void> {}

  async releaseConnection(): Promise<void> {}

  async destroy(): Promise<void> {}
}

class StorageConnection implements DatabaseConnection {
  readonly #ground: SignInGround;

  constructor(ground: SignInGround) {
    this.#ground = ground;
  }

  async executeQuery<Row>({ sql, parameters, query }: CompiledQuery): Promise<QueryResult<Row>> {
    const audit = query.kind === 'SelectQueryNode' ? undefined : this.#ground.takeAudit();
    const { rows, changes } = await this.#ground.storage.querySignIn({
      sql,
      parameters: parameters.map(parameterOf),
      ...(audit !== undefined && { audit }),
    });
    // What a row is, only who has written the statement knows.
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion
    return { rows: rows as Row[], numAffectedRows: BigInt(changes) };
  }

  streamQuery<Row>(): AsyncIterableIterator<QueryResult<Row>> {
    throw new Error('The sign-in tables are not read in pieces.');
  }
}

/** What the storage takes: the library's instants are text and its truths numbers already. */
export function parameterOf(value: unknown): string | number | null {
  if (typeof value === 'string' || typeof value === 'number' || value === null) return value;
  if (typeof value === 'boolean') return Number(value);
  if (value instanceof Date) return value.toISOString();
  throw new TypeError(`The sign-in tables hold no ${typeof value}.`);
}
