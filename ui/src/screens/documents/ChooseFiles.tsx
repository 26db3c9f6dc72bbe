// Where files are chosen or dropped: a copy of each is kept on this machine, and nothing is sent.

import { FileUp } from 'lucide-react';
import { useEffect, useId, useRef, useState } from 'react';
import type { CommandError } from '../../ipc/bindings/CommandError';
import type { KeptDocument } from '../../ipc/bindings/KeptDocument';
import { toCommandError } from '../../ipc/call';
import { useMayChange } from '../../ipc/mayChange';
import { ActFailed } from '../../parts/ActFailed';
import styles from './documents.module.css';
import { keepFile } from './keepFile';
import { Progress } from './Progress';

const ACCEPT = '.pdf,.png,.jpg,.jpeg,.gif,.webp,.tif,.tiff,.heic,application/pdf,image/*';

type Copying = { name: string; kept: number; total: number };
type Props = { profile: string; onKept: (kept: KeptDocument) => void };

export const ChooseFiles = ({ profile, onKept }: Props) => {
  const { may, why } = useMayChange();
  const id = useId();
  const [isOver, setIsOver] = useState(false);
  const [copying, setCopying] = useState<Copying | null>(null);
  const [failed, setFailed] = useState<{ name: string; error: CommandError } | null>(null);

  const keep = async (files: readonly File[]) => {
    setFailed(null);
    for (const file of files) {
      const { name, size: total } = file;
      setCopying({ name, kept: 0, total });
      try {
        onKept(await keepFile(profile, file, (kept) => setCopying({ name, kept, total })));
      } catch (thrown) {
        setFailed({ name, error: toCommandError(thrown) });
      }
    }
    setCopying(null);
  };
  // Dropped files go the way of those that are chosen in the input, which is there for everyone.
  const frame = useRef<HTMLDivElement>(null);
  const dropped = useRef(keep);
  dropped.current = keep;
  useEffect(() => {
    const zone = frame.current;
    if (!zone || !may) {
      return;
    }
    const over = (event: DragEvent) => {
      event.preventDefault();
      setIsOver(true);
    };
    const leave = () => setIsOver(false);
    const drop = (event: DragEvent) => {
      event.preventDefault();
      setIsOver(false);
      void dropped.current(Array.from(event.dataTransfer?.files ?? []));
    };
    zone.addEventListener('dragover', over);
    zone.addEventListener('dragleave', leave);
    zone.addEventListener('drop', drop);
    return () => {
      zone.removeEventListener('dragover', over);
      zone.removeEventListener('dragleave', leave);
      zone.removeEventListener('drop', drop);
    };
  }, [may]);
  return (
    <div>
      <div className={styles.choose} data-over={isOver} ref={frame}>
        <FileUp size={16} aria-hidden="true" />
        <label htmlFor={id}>Choose documents, or drop them here</label>
        <input
          id={id}
          type="file"
          multiple
          accept={ACCEPT}
          disabled={!may || copying !== null}
          title={why ?? undefined}
          data-testid="choose-documents"
          onChange={(event) => {
            const files = Array.from(event.target.files ?? []);
            event.target.value = '';
            void keep(files);
          }}
        />
        <span className={styles.soft}>
          A copy of each is kept on this machine first. PDF and images up to 15 MB are seen to be
          taken.
        </span>
      </div>
      {copying ? (
        <Progress
          label="Keeping a copy of"
          name={copying.name}
          done={copying.kept}
          total={copying.total}
        />
      ) : null}
      {failed ? (
        <div className={styles.failed}>
          <bdi>{failed.name}</bdi>
          <ActFailed error={failed.error} />
        </div>
      ) : null}
    </div>
  );
};
