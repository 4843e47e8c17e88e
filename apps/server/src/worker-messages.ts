/** What the processes of one server tell each other. */
export type ToPrimary =
  | { readonly kind: 'ready'; readonly address: string }
  | { readonly kind: 'failed'; readonly reason: string }
  | { readonly kind: 'metrics-wanted'; readonly id: number }
  | { readonly kind: 'metrics'; readonly id: number; readonly snapshot: object[] };

export type ToWorker =
  | { readonly kind: 'stop' }
  | { readonly kind: 'metrics-wanted'; readonly id: number }
  | { readonly kind: 'metrics'; readonly id: number; readonly snapshots: object[][] };

export function tellPrimary(message: ToPrimary): void {
  process.send?.(message);
}
