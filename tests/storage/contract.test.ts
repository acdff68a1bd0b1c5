import { createMemoryStorage } from '../../server/storage/memory.ts';
import { openSqliteStorage } from '../../server/storage/sqlite/open-sqlite-storage.ts';
import { describeStorage } from './contract.ts';
import { temporaryFolder } from './temporary-folder.ts';

describeStorage('memory', async () => createMemoryStorage());
describeStorage('SQLite', () => openSqliteStorage({ folder: temporaryFolder(), now: Date.now }));
