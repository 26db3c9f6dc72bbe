// About this program: its version, and the marks that it uses everywhere.

import type { Mark as MarkName } from '../../ipc/bindings/Mark';
import { useStatus } from '../../ipc/useStatus';
import { Asked } from '../../parts/Asked';
import { Fact, Facts } from '../../parts/Facts';
import { MARKS, Mark } from '../../parts/Mark';
import { Part } from '../../parts/Part';
import styles from './About.module.css';

const NAMES = Object.keys(MARKS) as MarkName[];

export const About = () => (
  <>
    <Asked question={useStatus()} what="the version">
      {(status) => (
        <Facts>
          <Fact name="Program">Partner Console {status.version}</Fact>
          <Fact name="Profiles">
            {status.profiles.map((profile) => profile.title).join(', ') || 'none yet'}
          </Fact>
        </Facts>
      )}
    </Asked>
    <Part name="The marks" about="A shape and a word, the same on every screen and in exports.">
      <dl className={styles.marks}>
        {NAMES.map((name) => (
          <div key={name}>
            <dt>
              <Mark mark={name} />
            </dt>
            <dd>{MARKS[name].meaning}</dd>
          </div>
        ))}
      </dl>
    </Part>
  </>
);
