// The whole console's status, asked once for everyone who shows a part of it.

import { type QueryName, useAsk } from './ask';

/** Notices bring changes at once; this only mends a lost one. */
const STATUS_EVERY_MS = 5_000;
const NAME = 'console_status' satisfies QueryName;

export const useStatus = () => useAsk(NAME, {}, { everyMs: STATUS_EVERY_MS });
