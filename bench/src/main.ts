import { mkdir, writeFile } from 'node:fs/promises';
import { availableParallelism, cpus } from 'node:os';
import { startApache } from './apache.ts';
import { startLandescloud } from './landescloud.ts';
import { printTable, type Row } from './result.ts';
import { measureAudit } from './scenarios/audit.ts';
import { startRadicale } from './radicale.ts';
import { measureBigSpace } from './scenarios/big-space.ts';
import { measureCalendars } from './scenarios/calendars.ts';
import { measureContacts } from './scenarios/contacts.ts';
import { measureConstant } from './scenarios/constant.ts';
import { measureLarge } from './scenarios/large.ts';
import { measureRequests } from './scenarios/requests.ts';
import { measureSecondStart } from './scenarios/second-start.ts';
import { measureSharing } from './scenarios/sharing.ts';
import { measureState } from './scenarios/state.ts';

// `--quick` for a look while working: shorter runs, no million nodes, 1 GiB instead of 10 for the large upload.
const quick = process.argv.includes('--quick');
const seconds = quick ? 4 : 10;

const rows: Row[] = [await measureSecondStart(), ...(await measureAudit(quick ? 100_000 : 1_000_000))];
await using subject = await startLandescloud();
await using apache = await startApache();
rows.push(...(await measureRequests(subject, apache, seconds)));
rows.push(...(await measureConstant(subject, apache, quick ? 1_000 : 10_000)));
rows.push(...(await measureLarge(subject, apache)));
const memory = subject.tree.memoryMiB();
rows.push({
  work: 'memory after the run, with the database',
  measured: `${Math.round(memory)} MiB`,
  goal: '400 MiB',
  apache: `${Math.round(apache.tree.memoryMiB())} MiB`,
  reached: memory <= 400,
  figures: { mebibytes: memory },
});
{
  const radicale = await startRadicale();
  rows.push(...(await measureCalendars(subject, radicale, seconds)));
  rows.push(...(await measureContacts(subject, seconds)));
  await radicale?.[Symbol.asyncDispose]();
}
rows.push(...(await measureSharing(subject)));
rows.push(...(await measureState(subject)));
if (!quick) rows.push(...(await measureBigSpace(subject, seconds)));

console.log(`\n${availableParallelism()} cores, ${cpus()[0]?.model ?? 'unknown'}; the client runs on the same ones.\n`);
printTable(rows);
const folder = new URL('../results/', import.meta.url);
await mkdir(folder, { recursive: true });
const file = new URL(`${new Date().toISOString().replaceAll(':', '-').slice(0, 19)}.json`, folder);
await writeFile(file, `${JSON.stringify({ at: new Date().toISOString(), quick, rows }, null, 2)}\n`);
const missed = rows.filter((row) => !row.reached).length;
console.log(`\n${rows.length - missed} of ${rows.length} goals reached; numbers in bench/results/.`);
process.exitCode = missed === 0 ? 0 : 1;
