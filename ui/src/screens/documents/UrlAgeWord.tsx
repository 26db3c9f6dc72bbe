// How old a URL is, as a word with its shape, with what that means.

import type { DocumentUrl } from '../../ipc/bindings/DocumentUrl';
import { AGES } from './age';
import styles from './documents.module.css';

export const UrlAgeWord = ({ url }: { url: DocumentUrl }) => {
  const { word, icon: Icon } = AGES[url.age];
  return (
    <span className={styles.age} data-age={url.age} title={url.detail}>
      <Icon size={14} aria-hidden="true" />
      {word}
    </span>
  );
};
