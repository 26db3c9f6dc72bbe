// Keeps what is typed on disk: at once, one save at a time, the newest text after the last one.

import type { CommandError } from '../../ipc/bindings/CommandError';
import { call } from '../../ipc/call';

type Listener = (told: { savedAt: string } | { error: CommandError }) => void;

/**
 * No timer: a text goes to disk as soon as the one before it is there, so that a program that is
 * ended loses at most what was typed within one write, some milliseconds.
 */
class Keeper {
  private next: string | null = null;
  private running: Promise<void> | null = null;
  private listeners = new Set<Listener>();

  constructor(
    private readonly profile: string,
    private readonly key: string,
  ) {}

  listen(listener: Listener): () => void {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  }

  save(form: string): void {
    this.next = form;
    this.running ??= this.run();
  }

  /** Done once nothing is under way any more. */
  async settled(): Promise<void> {
    while (this.running) {
      await this.running;
    }
  }

  async discard(): Promise<void> {
    this.next = null;
    await this.settled();
    await call('discard_draft', { profile: this.profile, key: this.key });
  }

  private async run(): Promise<void> {
    while (this.next !== null) {
      const form = this.next;
      this.next = null;
      try {
        const { savedAt } = await call('save_draft', {
          profile: this.profile,
          key: this.key,
          form,
        });
        this.tell({ savedAt });
      } catch (error) {
        this.tell({ error: error as CommandError });
      }
    }
    this.running = null;
  }

  private tell(told: Parameters<Listener>[0]): void {
    for (const listener of this.listeners) {
      listener(told);
    }
  }
}

const keepers = new Map<string, Keeper>();

/** One for each draft, so that a form that is left and opened again can't overtake itself. */
export const keeperOf = (profile: string, key: string): Keeper => {
  const name = `${profile} ${key}`;
  const found = keepers.get(name) ?? new Keeper(profile, key);
  keepers.set(name, found);
  return found;
};
