import type { Socket } from 'node:net';
import { jsonLines } from './protocol.ts';
import type { ToKeeper, ToUser } from './protocol.ts';

/** A killed user's successor is often on its way. */
export const graceForTheDead = 1_000;
export const patienceForTheFirst = 15_000;

/** Who uses the database: one connection each, told how PostgreSQL is. */
export class KeeperUsers {
  readonly #users = new Set<Socket>();
  /** Left tidily as the last one; they wait for PostgreSQL to have stopped. */
  readonly #leaving = new Set<Socket>();
  #state: ToUser | null = null;
  #timer: NodeJS.Timeout | null = null;
  #resolve: ((nobody: null) => void) | null = null;

  some(): boolean {
    return this.#users.size > 0;
  }

  /** Resolves when nobody uses it: nobody came within `patience`, or within the grace that the last one left. */
  unused(patience: number): Promise<null> {
    const promise = new Promise<null>((resolve) => (this.#resolve = resolve));
    this.#wait(patience);
    return promise;
  }

  stopSoon(): void {
    this.#wait(0);
  }

  /** To everyone, and to who comes later; null: wait. */
  tell(state: ToUser | null): void {
    this.#state = state;
    if (state !== null) for (const socket of this.#users) write(socket, state);
  }

  welcome(socket: Socket): void {
    this.#users.add(socket);
    if (this.#timer !== null) clearTimeout(this.#timer);
    socket.on('error', () => socket.destroy());
    socket.on(
      'data',
      jsonLines<ToKeeper>(({ leave }) => this.#left(socket, leave.linger)),
    );
    socket.on('close', () => {
      this.#leaving.delete(socket);
      this.#left(socket, graceForTheDead);
    });
    if (this.#state !== null) write(socket, this.#state);
  }

  releaseLeaving(): void {
    for (const socket of this.#leaving) socket.end();
    this.#leaving.clear();
  }

  dismiss(): void {
    this.releaseLeaving();
    for (const socket of this.#users) socket.end();
  }

  #left(socket: Socket, linger: number): void {
    if (!this.#users.delete(socket)) return;
    if (this.#users.size === 0 && linger === 0) this.#leaving.add(socket);
    else socket.end();
    this.#wait(linger);
  }

  #wait(time: number): void {
    if (this.#users.size > 0) return;
    if (this.#timer !== null) clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.#resolve?.(null), time);
  }
}

function write(socket: Socket, message: ToUser): void {
  socket.write(`${JSON.stringify(message)}\n`);
}
