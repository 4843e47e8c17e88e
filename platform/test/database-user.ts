/** A program that uses the database of a data folder until it is killed or its standard input ends. */
import { openDatabase } from '@landescloud/platform/database';

const db = await openDatabase({ dataDir: process.argv[2] ?? '' });
await db.query('create table if not exists visit (at timestamptz default now())').catch(() => []);
await db.query('insert into visit default values');
process.stdout.write('ready\n');
process.stdin.resume();
process.stdin.on('end', () => void db.close());
