// Below a list: how much it holds, and the way to older rows.

import { counted } from '../../format/count';
import type { CommandError } from '../../ipc/bindings/CommandError';
import { Button } from '../Button';
import styles from './Older.module.css';

type Props = {
  held: number;
  hasOlder: boolean;
  isDetached: boolean;
  isReading: boolean;
  failed: CommandError | null;
  onOlder: () => void;
  onNewest: () => void;
};

export const Older = (props: Props) => (
  <footer className={styles.foot}>
    <span>
      {counted(props.held, 'row', 'rows')}
      {props.hasOlder ? '' : ', from the first'}
    </span>
    {props.failed ? <span role="alert">{props.failed.message}</span> : null}
    <span className={styles.room} />
    {props.isDetached ? (
      <Button weight="quiet" onPress={props.onNewest}>
        Back to the newest
      </Button>
    ) : null}
    {props.hasOlder ? (
      <Button weight="quiet" onPress={props.onOlder} isDisabled={props.isReading}>
        {props.isReading ? 'Reading older…' : 'Older'}
      </Button>
    ) : null}
  </footer>
);
