// A file that a person chose, on its way to its local copy: piece by piece, one after the other.

import type { KeptDocument } from '../../ipc/bindings/KeptDocument';
import { callWithBytes } from '../../ipc/bytes';
import { newActionId } from '../../parts/form/form';

export const PIECE_BYTES = 1024 * 1024;

/** Gives the copy once all of it is kept; nothing is sent to anyone by it. */
export const keepFile = async (
  profile: string,
  file: File,
  onProgress: (kept: number) => void,
): Promise<KeptDocument> => {
  const id = newActionId();
  let offset = 0;
  for (;;) {
    const piece = file.slice(offset, offset + PIECE_BYTES);
    const request = { profile, file: id, name: file.name, offset, total: file.size };
    const bytes = new Uint8Array(await piece.arrayBuffer());
    const { received, kept } = await callWithBytes('keep_document_piece', request, bytes);
    if (kept) {
      return kept;
    }
    offset = received;
    onProgress(received);
  }
};
