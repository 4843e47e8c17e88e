const gigabyte = 1024 ** 3;

/** 53687091200 -> "50"; no limit -> "" */
export function quotaText(bytes: number | null): string {
  return bytes === null ? '' : String(Math.round((bytes / gigabyte) * 100) / 100);
}

/** "50" -> 53687091200, "1,5" too; "" -> null (no limit); undefined: not a size. */
export function parseQuota(text: string): number | null | undefined {
  const trimmed = text.trim();
  if (trimmed === '') return null;
  const value = Number(trimmed.replace(',', '.'));
  return Number.isFinite(value) && value > 0 && value <= 1_000_000 ? Math.round(value * gigabyte) : undefined;
}
