// How well a path or method is known, in words.

import type { Grade } from '../../ipc/bindings/Grade';

export const GRADES: Record<Grade, { letter: string; word: string; meaning: string }> = {
  documented: { letter: 'D', word: 'documented', meaning: 'Cedar’s reference says it.' },
  observed: { letter: 'O', word: 'observed', meaning: 'Seen in a public integration.' },
  assumed: { letter: 'A', word: 'assumed', meaning: 'Assumed by analogy with others.' },
};
