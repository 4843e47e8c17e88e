import { isDomainError } from '@landescloud/kernel';

type Result<T> = Partial<T> & { id: number; error?: { code: string; title: string } };

/** One after another: they mostly stand in one space's line anyway, and what fails is told beside what went well. */
export async function eachOf<T extends object>(
  ids: readonly number[],
  work: (id: number) => Promise<T>,
): Promise<{ results: Result<T>[] }> {
  const results: Result<T>[] = [];
  for (const id of new Set(ids)) {
    try {
      results.push({ ...(await work(id)), id });
    } catch (error) {
      if (!isDomainError(error) || error.kind === 'Unavailable') throw error;
      results.push({ id, error: { code: error.code, title: error.message } } as Result<T>);
    }
  }
  return { results };
}
