// What the status of a receiver account means; none if it is not known.

import { useAsk } from '../../ipc/ask';
import type { StatusMeaning } from '../../ipc/bindings/StatusMeaning';

export const useStatusMeaning = (status: string | null): StatusMeaning | null => {
  const { data } = useAsk('status_meanings', {});
  return data?.accounts.find((one) => one.status === status) ?? null;
};
