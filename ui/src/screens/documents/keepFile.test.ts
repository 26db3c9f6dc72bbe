// A file on its way to its local copy: in order, whole, and never as JSON.

import { afterEach, describe, expect, it, vi } from 'vitest';
import type { DocumentPiece } from '../../ipc/bindings/DocumentPiece';
import { keepFile, PIECE_BYTES } from './keepFile';

type Call = { request: DocumentPiece; bytes: Uint8Array };

/** Stands at the boundary where the shell takes a call with its headers. */
const listen = (answer: (call: Call) => unknown): Call[] => {
  const calls: Call[] = [];
  const invoke = (name: string, bytes: unknown, options: { headers: Record<string, string> }) => {
    expect(name).toBe('keep_document_piece');
    expect(bytes).toBeInstanceOf(Uint8Array);
    const header = options.headers['console-request'] ?? '';
    expect(header).toMatch(/^[ -~]+$/);
    const request = JSON.parse(decodeURIComponent(header)) as DocumentPiece;
    const call = { request, bytes: bytes as Uint8Array };
    calls.push(call);
    return Promise.resolve().then(() => answer(call));
  };
  vi.stubGlobal('__TAURI_INTERNALS__', { invoke });
  return calls;
};

const kept = { sha256: 'a', name: 'x', mediaType: 'application/pdf', bytes: 1, warnings: [] };

const taking = ({ request, bytes }: Call) => {
  const received = request.offset + bytes.length;
  return { received, kept: received === request.total ? kept : null };
};

afterEach(() => vi.unstubAllGlobals());

describe('a file that is kept', () => {
  it('goes in pieces, one after the other, under one id and its own name', async () => {
    const calls = listen(taking);
    const size = PIECE_BYTES * 2 + 5;
    const file = new File([new Uint8Array(size)], 'شهادة.pdf');
    const told: number[] = [];
    expect(await keepFile('acme', file, (sent) => told.push(sent))).toEqual(kept);
    expect(calls.map(({ request }) => request.offset)).toEqual([0, PIECE_BYTES, PIECE_BYTES * 2]);
    expect(calls.map(({ bytes }) => bytes.length)).toEqual([PIECE_BYTES, PIECE_BYTES, 5]);
    expect(new Set(calls.map(({ request }) => request.file)).size).toBe(1);
    expect(calls[0]?.request).toMatchObject({ profile: 'acme', name: 'شهادة.pdf', total: size });
    expect(told).toEqual([PIECE_BYTES, PIECE_BYTES * 2]);
  });

  it('goes on where the program is, and stops at its first refusal', async () => {
    const error = { code: 'invalid', message: 'The file is empty.', field: 'file', incident: '' };
    const calls = listen(() => {
      throw error;
    });
    await expect(keepFile('acme', new File([], 'a.pdf'), () => undefined)).rejects.toEqual(error);
    expect(calls).toHaveLength(1);
  });
});
