// The three environments: never confusable, by word, colour and pattern.

import type { Environment } from '../ipc/bindings/Environment';

export const ENVIRONMENTS: Record<Environment, { word: string; meaning: string }> = {
  live: { word: 'LIVE', meaning: 'Real money moves here.' },
  sandbox: { word: 'SANDBOX', meaning: 'Cedar’s test server. No money moves.' },
  simulator: { word: 'SIMULATOR', meaning: 'Made up on this machine. No money moves.' },
};
