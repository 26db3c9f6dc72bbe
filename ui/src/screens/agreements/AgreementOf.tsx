// One legal agreement as it came: title, version, text or link, and whatever else stood there.

import { ExternalLink, FileCheck2, FileClock } from 'lucide-react';
import { useAct } from '../../ipc/act';
import type { AgreementView } from '../../ipc/bindings/AgreementView';
import type { LinkView } from '../../ipc/bindings/LinkView';
import { ActFailed } from '../../parts/ActFailed';
import { Button } from '../../parts/Button';
import { Copy } from '../../parts/Copy';
import { Scrolled } from '../../parts/Scrolled';
import styles from './agreements.module.css';

const OutsideLink = ({ link, title }: { link: LinkView; title: string }) => {
  const open = useAct('open_link');
  return (
    <div>
      <p className={styles.line}>
        {link.mayOpen ? (
          <Button
            aria-label={`Read in the browser: ${title}, at ${link.host ?? ''}`}
            isDisabled={open.isPending}
            onPress={() => open.mutate({ url: link.url })}
          >
            <ExternalLink size={14} aria-hidden="true" />
            Read in the browser
          </Button>
        ) : null}
        <span className={styles.soft}>
          {link.host ? (
            <>
              at <code>{link.host}</code>
            </>
          ) : (
            <code className={styles.url}>{link.url}</code>
          )}
          {link.mayOpen ? null : ', which is no https link: it is not opened from here'}
        </span>
        <Copy text={link.url} what="the link" />
      </p>
      <ActFailed error={open.error} />
    </div>
  );
};

export const AgreementOf = ({ agreement }: { agreement: AgreementView }) => {
  const { title, version, link, text, isAccepted, further, json } = agreement;
  const name = title ?? 'Agreement without a title';
  const Icon = isAccepted ? FileCheck2 : FileClock;
  return (
    <li className={styles.agreement} data-testid="agreement" data-accepted={isAccepted}>
      <p className={styles.head}>
        <bdi className={styles.title}>{name}</bdi>
        {version ? (
          <span>
            version <bdi>{version}</bdi>
          </span>
        ) : (
          <span className={styles.soft}>no version came</span>
        )}
        <span className={styles.state}>
          <Icon size={14} aria-hidden="true" />
          {isAccepted ? 'accepted' : 'not accepted'}
        </span>
      </p>
      {text ? <Scrolled label={`Text of ${name}`} text={text} testId="agreement-text" /> : null}
      {link ? <OutsideLink link={link} title={name} /> : null}
      {!text && !link ? (
        <p className={styles.soft}>Neither a text nor a link came with it.</p>
      ) : null}
      <details>
        <summary>
          {further.length === 0 ? 'As it came' : `As it came, with ${further.length} more fields`}
        </summary>
        <Scrolled label={`${name} as it came`} text={json} />
      </details>
    </li>
  );
};
