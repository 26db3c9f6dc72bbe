// The mark of a row: how far it may be trusted, or that a person made it.

import type { TimelineRow } from '../../ipc/bindings/TimelineRow';
import { Mark } from '../Mark';
import { PersonMark } from '../PersonMark';
import { personWord } from './people';
import { isVouchedFor } from './verdicts';

const about = (row: TimelineRow): string =>
  row.read?.detail ??
  (isVouchedFor(row) && row.covers.length > 0 ? `covers ${row.covers.join(', ')}` : row.reason);

export const RowMark = ({ row }: { row: TimelineRow }) => {
  const word = personWord(row);
  return word ? (
    <PersonMark word={word} title={row.by ? `by ${row.by}` : undefined} />
  ) : (
    <Mark mark={row.mark} word={row.word} title={about(row)} />
  );
};
