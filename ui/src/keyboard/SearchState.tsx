// Below the palette's lines: how the search goes, in words.

import { counted } from '../format/count';
import { Button } from '../parts/Button';
import styles from './SearchState.module.css';
import type { Search } from './useSearch';

const words = ({ state, hits }: Search, typed: string): string => {
  switch (state) {
    case 'off':
      return 'Searches ids, the beginning of a UUID, and names in this profile';
    case 'searching':
      return 'Searching…';
    case 'found':
      return `${counted(hits.length, 'subject or delivery', 'subjects and deliveries')} found`;
    case 'nothing':
      return `No subject and no delivery fits “${typed.trim()}”`;
    case 'failed':
      return '';
  }
};

export const SearchState = ({ search, typed }: { search: Search; typed: string }) => (
  <div className={styles.state} data-state={search.state} data-testid="search-state">
    <span role="status">{words(search, typed)}</span>
    {search.error ? (
      <>
        <span role="alert" className={styles.failed}>
          The search failed. {search.error.message}
        </span>
        <Button weight="quiet" onPress={search.again}>
          Search again
        </Button>
      </>
    ) : null}
  </div>
);
