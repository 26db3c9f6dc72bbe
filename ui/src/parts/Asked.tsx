// What a screen shows of a question: loading, failed, or the answer, marked stale where it is.

import type { UseQueryResult } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import type { CommandError } from '../ipc/bindings/CommandError';
import { Failed, Loading, StaleNotice } from './State';

type Props<T> = {
  question: UseQueryResult<T, CommandError>;
  what: string;
  children: (answer: T) => ReactNode;
};

export const Asked = <T,>({ question, what, children }: Props<T>) => {
  const again = () => void question.refetch();
  if (question.data === undefined) {
    return question.error ? (
      <Failed title={`Could not read ${what}`} error={question.error} onAgain={again} />
    ) : (
      <Loading what={what} />
    );
  }
  return (
    <>
      {question.error ? (
        <StaleNotice since={question.dataUpdatedAt} error={question.error} onAgain={again} />
      ) : null}
      {children(question.data)}
    </>
  );
};
