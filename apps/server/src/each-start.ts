import type { Rooms } from './compose.ts';

/** What a server has to have once it serves, without waiting for its night: holidays that a newer version knows. */
export async function eachStart({ jobs, database }: Rooms): Promise<void> {
  await jobs.enqueue(database, 'calendar.holidays', {}, { key: 'calendar.holidays' });
}
