// What is known of a subject: each fact with its value, how far it may be trusted, and since when.

import { RotateCw } from 'lucide-react';
import { useAct } from '../../ipc/act';
import type { SubjectFactsView } from '../../ipc/bindings/SubjectFactsView';
import { useNavigation } from '../../navigation/Navigation';
import { ActFailed } from '../../parts/ActFailed';
import { Asked } from '../../parts/Asked';
import { Button } from '../../parts/Button';
import { Time } from '../../parts/Time';
import { Fact } from './Fact';
import styles from './SubjectFacts.module.css';
import type { FactsQuestion } from './useSubjectFacts';

type Props = { profile: string; subject: string; question: FactsQuestion };

const ReadNow = ({
  profile,
  subject,
  view,
}: Omit<Props, 'question'> & { view: SubjectFactsView }) => {
  const { go } = useNavigation();
  const read = useAct('read_subject', ['subject_facts', 'list_timeline', 'list_operations']);
  return (
    <>
      <p className={styles.soft}>{view.detail}</p>
      <ActFailed error={read.error} />
      <div className={styles.acts}>
        <Button
          isDisabled={!view.canRead || read.isPending}
          onPress={() => read.mutate({ profile, subject })}
        >
          <RotateCw size={14} aria-hidden="true" />
          {read.isPending ? 'Reading…' : 'Read now'}
        </Button>
        <span className={styles.soft} role="status">
          {view.readAt ? (
            <>
              read <Time at={view.readAt} />
            </>
          ) : (
            'never read'
          )}
        </span>
        {view.canRead ? null : (
          <Button weight="quiet" onPress={() => go({ at: 'settings', section: 'server' })}>
            Server and credentials
          </Button>
        )}
      </div>
    </>
  );
};

export const SubjectFacts = ({ profile, subject, question }: Props) => (
  <section className={styles.pane} aria-labelledby="facts-heading" data-testid="subject-facts">
    <h2 id="facts-heading">Facts</h2>
    <Asked question={question} what="what is known">
      {(view) => (
        <>
          <ReadNow profile={profile} subject={subject} view={view} />
          {view.facts.length === 0 ? (
            <p className={styles.soft}>
              Nothing is known yet: no delivery that is vouched for and no read tells of it.
            </p>
          ) : (
            <table className={styles.facts}>
              <thead>
                <tr>
                  <th scope="col">Fact</th>
                  <th scope="col">Value and assurance</th>
                </tr>
              </thead>
              <tbody>
                {view.facts.map((fact) => (
                  <Fact key={fact.name} fact={fact} />
                ))}
              </tbody>
            </table>
          )}
        </>
      )}
    </Asked>
  </section>
);
