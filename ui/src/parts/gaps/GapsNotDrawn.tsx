// Says over a timeline that its gaps, or some of them, are not drawn: silence would look like none.

import type { UseQueryResult } from '@tanstack/react-query';
import { TriangleAlert } from 'lucide-react';
import type { CommandError } from '../../ipc/bindings/CommandError';
import type { GapsPage } from '../../ipc/bindings/GapsPage';
import { useNavigation } from '../../navigation/Navigation';
import { Button } from '../Button';
import { Notice } from '../Notice';

type Props = { question: UseQueryResult<GapsPage, CommandError>; isCut: boolean };

export const GapsNotDrawn = ({ question, isCut }: Props) => {
  const { go } = useNavigation();
  if (question.error) {
    return (
      <Notice icon={TriangleAlert} tone="look" label="Gaps are not known">
        <span>
          {question.data ? 'Gaps are drawn as they were: ' : 'No gap is drawn: '}
          {question.error.message}
        </span>
        <Button weight="quiet" onPress={() => void question.refetch()}>
          Ask again
        </Button>
      </Notice>
    );
  }
  return isCut ? (
    <Notice icon={TriangleAlert} tone="plain" label="Not all gaps are drawn">
      <span>Only the newest gaps are drawn here.</span>
      <Button weight="quiet" onPress={() => go({ at: 'way-in', view: 'gaps' })}>
        All gaps
      </Button>
    </Notice>
  ) : null;
};
