/** The part of platform/auth's secret box that sources need. */
export interface SourceSecrets {
  seal(secret: Buffer, context: string): Buffer;
  open(sealed: Buffer, context: string): Buffer;
}

/** Bound to the source: copied to another one it does not open. */
export const secretContext = (sourceId: number) => `directory source ${sourceId}`;
