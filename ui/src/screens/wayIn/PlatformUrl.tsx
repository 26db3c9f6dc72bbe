// The exact URL for the Partners Platform: its secret path is shown in part, and copied whole.

import { useState } from 'react';
import { Button } from '../../parts/Button';
import { Copy } from '../../parts/Copy';
import styles from './wayIn.module.css';

const inPart = (url: string): string => url.replace(/(\/hooks\/.{4}).+$/, '$1…');

export const PlatformUrl = ({ url }: { url: string }) => {
  const [isWhole, setWhole] = useState(false);
  const hasSecret = inPart(url) !== url;
  return (
    <div className={styles.paste} data-testid="platform-url">
      <code>{isWhole ? url : inPart(url)}</code>
      <Copy text={url} what="the URL for the platform" />
      {hasSecret ? (
        <Button weight="quiet" onPress={() => setWhole(!isWhole)}>
          {isWhole ? 'Hide its path' : 'Show it whole'}
        </Button>
      ) : null}
    </div>
  );
};
