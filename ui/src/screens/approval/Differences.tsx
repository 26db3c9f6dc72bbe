// What is now is not what was shown: old and new side by side. Nothing was sent.

import { CircleAlert } from 'lucide-react';
import { grouped } from '../../format/money';
import type { ApprovalView } from '../../ipc/bindings/ApprovalView';
import type { ShownDiffers } from '../../ipc/bindings/ShownDiffers';
import { Button } from '../../parts/Button';
import styles from './approval.module.css';
import { CancelButton } from './CancelButton';
import { plain, WHOSE } from './words';

const text = (name: string, json: string | null): string => {
  if (json === null) {
    return 'not there';
  }
  return name.endsWith('Amount') ? grouped(plain(json)) : plain(json);
};

type Props = {
  view: ApprovalView;
  differences: ShownDiffers[];
  onAgain: () => void;
  onClose: () => void;
};

export const Differences = ({ view, differences, onAgain, onClose }: Props) => (
  <>
    <div className={styles.body} data-testid="approval-differs">
      <div className={styles.obstacle} data-tone="bad" role="alert">
        <CircleAlert size={16} aria-hidden="true" />
        <div>
          <p>{view.subject.label} is not as it was shown any more. Nothing was sent.</p>
        </div>
      </div>
      <table className={styles.differences}>
        <thead>
          <tr>
            <th scope="col">Field</th>
            <th scope="col">As it was shown</th>
            <th scope="col">As it is now</th>
          </tr>
        </thead>
        <tbody>
          {differences.map(({ of, name, label, shown, now }) => (
            <tr key={`${of} ${name}`} data-field={name}>
              <th scope="row">
                {label}
                <small>{WHOSE[of]}</small>
              </th>
              <td data-side="shown">
                <bdi>{text(name, shown)}</bdi>
              </td>
              <td data-side="now">
                <bdi>{text(name, now)}</bdi>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      <CancelButton onPress={onClose} label="Close" />
    </div>
    <div className={styles.bar}>
      <div className={styles.press}>
        <Button data-testid="approval-again" onPress={onAgain}>
          Read it again, and look at it anew
        </Button>
      </div>
    </div>
  </>
);
