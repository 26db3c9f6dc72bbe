// Reads one older page of a timeline, when it is asked for.

import { type UseMutationResult, useMutation } from '@tanstack/react-query';
import type { CommandError } from './bindings/CommandError';
import type { ListTimeline } from './bindings/ListTimeline';
import type { TimelinePage } from './bindings/TimelinePage';
import { call } from './call';

export const useReadOlder = (): UseMutationResult<TimelinePage, CommandError, ListTimeline> =>
  useMutation<TimelinePage, CommandError, ListTimeline>({
    mutationFn: (request) => call('list_timeline', request),
  });
