/** `npm run bench -- <scenario> [path] [--option=value …]`: this server beside its peers, and recordings replayed. */
import { killChildren, pinGenerator } from './child-server.ts';
import { printLine as print, readOptions, sizeNames, UsageError } from './options.ts';
import { scenarios } from './scenarios/all.ts';

function printHelp(): void {
  print('npm run bench -- <scenario> [path] [--option=value …]\n');
  for (const { name, summary } of scenarios) print(`  ${name.padEnd(8)}${summary}`);
  print(`\nSizes: ${sizeNames.map((name) => `--${name}`).join(' ')}`);
  print(
    'Also: --repetitions=3 --only=alliance,hocus --results=<file> --folder=<where data is kept> --mode=<word> --priority=high',
  );
}

async function main(): Promise<number> {
  const options = readOptions(process.argv.slice(2));
  const scenario = scenarios.find(({ name }) => name === options.scenario);
  if (scenario === undefined) {
    printHelp();
    return options.scenario === 'list' ? 0 : 1;
  }
  pinGenerator(options.isFirst);
  return scenario.run(options);
}

function stopAtOnce(): void {
  killChildren();
  process.exit(130);
}

process.on('SIGINT', stopAtOnce);
process.on('SIGTERM', stopAtOnce);
process.on('exit', killChildren);

try {
  process.exitCode = await main();
} catch (error) {
  if (!(error instanceof UsageError)) throw error;
  print(error.message);
  process.exitCode = 1;
}
// Sockets that a server left half open would keep the process alive.
process.exit();
