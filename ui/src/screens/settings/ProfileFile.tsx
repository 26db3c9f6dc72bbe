// A profile as a file without its secrets: saved, or made of one.

import { FileDown } from 'lucide-react';
import { useAct } from '../../ipc/act';
import { useNavigation } from '../../navigation/Navigation';
import { ActFailed } from '../../parts/ActFailed';
import { Button } from '../../parts/Button';
import { Copy } from '../../parts/Copy';
import { ImportProfile } from '../../parts/ImportProfile';
import { Part } from '../../parts/Part';
import { Scrolled } from '../../parts/Scrolled';
import styles from './ProfileFile.module.css';

const Export = ({ profile }: { profile: string }) => {
  const save = useAct('export_profile');
  return (
    <>
      <ActFailed error={save.error} />
      <Button isDisabled={save.isPending} onPress={() => save.mutate({ profile })}>
        <FileDown size={14} aria-hidden="true" />
        {save.isPending ? 'Saving…' : 'Save as a file'}
      </Button>
      {save.data ? (
        <div className={styles.saved} role="status">
          <p>
            Saved as <code>{save.data.path}</code> <Copy text={save.data.path} what="its path" />
          </p>
          <p className={styles.soft}>
            The whole of it: <Copy text={save.data.text} what="the file’s text" />
          </p>
          <Scrolled label={save.data.fileName} text={save.data.text} />
        </div>
      ) : null}
    </>
  );
};

export const ProfileFile = ({ profile }: { profile: string }) => {
  const { replace } = useNavigation();
  return (
    <>
      <Part
        name="As a file"
        about="Where and how it calls and receives, for another computer. It holds no secret, no
          secret path and nothing of the ledger."
      >
        <Export profile={profile} />
      </Part>
      <Part
        name="Another profile from a file"
        about="Its secrets are asked for anew, credentials among them: none are taken from here."
      >
        <ImportProfile onMade={() => replace({ at: 'settings', section: 'server' })} />
      </Part>
    </>
  );
};
