// Known merchants that may be the same as the one that is typed; pointed out, nothing is decided.

import { SearchCheck, TriangleAlert } from 'lucide-react';
import { useEffect, useState } from 'react';
import { count } from '../../format/count';
import { useAsk } from '../../ipc/ask';
import type { DuplicatesView } from '../../ipc/bindings/DuplicatesView';
import { Link } from '../../parts/Link';
import { Time } from '../../parts/Time';
import styles from './Merchant.module.css';

/** A name that is still being typed is not looked for letter by letter. */
const ASK_AFTER_MS = 300;

type Typed = { legalName: string; country: string; localRegNumber: string };

const useRested = (typed: Typed): Typed => {
  const [rested, setRested] = useState(typed);
  const { legalName, country, localRegNumber } = typed;
  useEffect(() => {
    const timer = setTimeout(() => setRested({ legalName, country, localRegNumber }), ASK_AFTER_MS);
    return () => clearTimeout(timer);
  }, [legalName, country, localRegNumber]);
  return rested;
};

const Found = ({ found, onOpen }: { found: DuplicatesView; onOpen: (number: string) => void }) => {
  const { possible, more } = found;
  return (
    <section className={styles.duplicates} data-found="true" data-testid="duplicates">
      <h2>
        <TriangleAlert size={14} aria-hidden="true" />
        It may be there already
      </h2>
      <ol>
        {possible.map((one) => (
          <li key={one.subject.key} className={styles.duplicate}>
            <p>
              <strong>
                <bdi>{one.legalName ?? one.subject.label}</bdi>
              </strong>
            </p>
            {one.because.map((why) => (
              <p key={why}>{why}</p>
            ))}
            <p className={styles.soft}>
              {[one.status, one.country, one.localRegNumber].filter(Boolean).join(' · ')}
            </p>
            <Link onPress={() => onOpen(one.subject.key.replace('merchant:', ''))}>
              {one.subject.label}
            </Link>
          </li>
        ))}
      </ol>
      {more ? <p className={styles.soft}>There are more.</p> : null}
    </section>
  );
};

type Props = Typed & { profile: string; onOpen: (number: string) => void };

export const Duplicates = ({ profile, onOpen, ...typed }: Props) => {
  const rested = useRested(typed);
  const isOff = rested.legalName.trim() === '' && rested.localRegNumber.trim() === '';
  const found = useAsk('find_duplicates', { profile, ...rested }, { isOff, keepPrevious: true });
  const { data } = found;
  return (
    <div aria-live="polite">
      {found.error ? (
        <p className={styles.soft}>
          Whether it is there already could not be looked up: {found.error.message}
        </p>
      ) : null}
      {isOff || !data ? null : data.possible.length > 0 ? (
        <Found found={data} onOpen={onOpen} />
      ) : (
        <section className={styles.duplicates} data-testid="duplicates">
          <h2>
            <SearchCheck size={14} aria-hidden="true" />
            None like it
          </h2>
          <p className={styles.soft}>
            No merchant of {count(data.lookedThrough)} that are known has this number or a name like
            it in this country.{' '}
            {data.filledAt ? (
              <>
                All were last listed <Time at={data.filledAt} />.
              </>
            ) : (
              'They were never all listed, so some may be missing.'
            )}
          </p>
        </section>
      )}
    </div>
  );
};
