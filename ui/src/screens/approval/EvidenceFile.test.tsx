// A deposit shown by a file: a copy is kept, it is uploaded, and its address goes with the report.

import { screen, waitFor } from '@testing-library/react';
import { expect, it } from 'vitest';
import type { CommandError } from '../../ipc/bindings/CommandError';
import { aDeskItem, deskShell } from '../../testing/approvals';
import { type Answers, openApp } from '../../testing/fakeShell';
import { anAction } from '../../testing/merchant';
import { aDocument, SHA } from '../../testing/onboarding';
import { seriousFindings } from '../../testing/serious';

const URL = 'https://f.example/evidence.pdf';

/** At the drawer of a deposit, its report but for the evidence filled in. */
const open = async (answers: Partial<Answers> = {}) => {
  const documents = { documents: [] as ReturnType<typeof aDocument>[], isCut: false };
  const { shell } = deskShell(
    [aDeskItem(1, { kind: 'approve_deposit', label: 'Approve deposit' })],
    {
      action: 'approve_deposit',
      deposit: {
        amount: '101250.0',
        currency: 'USDC (ERC-20)',
        network: 'ERC-20',
        reference: null,
        received: null,
        instructions: [],
      },
    },
    {
      keep_document_piece: () => ({
        received: 8,
        kept: {
          sha256: SHA,
          name: 'evidence.pdf',
          mediaType: 'application/pdf',
          bytes: 8,
          warnings: [],
        },
      }),
      list_documents: () => documents,
      upload_document: () => {
        documents.documents = [
          aDocument({
            name: 'evidence.pdf',
            url: { url: URL, at: '2026-01-05T09:00:00Z', age: 'fresh', detail: '7 days.' },
          }),
        ];
        return anAction({ operation: 'upload_file', label: 'Upload a file' });
      },
      press_approval: () => ({ is: 'told', action: anAction(), after: null }),
      ...answers,
    },
  );
  const user = openApp('#/desk');
  await screen.findByRole('grid', { name: 'Desk' });
  await user.keyboard('j{Enter}');
  const press = await screen.findByTestId('approval-press');
  await user.type(screen.getByLabelText('Amount as it is reported'), '101250.0');
  await user.type(screen.getByRole('textbox', { name: /Type the last four/ }), '6621');
  const choose = async () => {
    const file = new File(['%PDF-1.7'], 'evidence.pdf', { type: 'application/pdf' });
    await user.upload(screen.getByTestId('choose-documents'), file);
    return screen.findByRole('button', { name: 'Upload it to Cedar' });
  };
  return { shell, user, press, choose };
};

it('goes with the deposit by its address and its hash, once it is uploaded', async () => {
  const { shell, user, press, choose } = await open();
  expect(press).toBeDisabled();
  const upload = await choose();
  expect(press).toBeDisabled();
  expect(shell.asked('upload_document')).toEqual([]);
  await user.click(upload);
  expect(await screen.findByTestId('evidence')).toHaveTextContent('Evidence: evidence.pdf');
  expect(shell.asked('upload_document')).toHaveLength(1);
  expect(shell.asked('upload_document')[0]?.request).toMatchObject({
    merchant: '7',
    sha256: SHA,
    name: 'evidence.pdf',
    purpose: 'Evidence of a deposit',
  });
  expect(await seriousFindings()).toEqual([]);
  await waitFor(() => expect(press).toBeEnabled());
  await user.click(press);
  await waitFor(() => expect(shell.asked('press_approval')).toHaveLength(1));
  expect(shell.asked('press_approval')[0]?.request).toMatchObject({
    action: 'approve_deposit',
    deposit: { evidenceUrl: URL, evidenceSha256: SHA, transactionHash: null },
  });
});

it('that could not be uploaded is no evidence, and can be tried again as the same', async () => {
  const failed: CommandError = {
    code: 'api_not_ready',
    message: 'The server could not be reached. Nothing was sent.',
    field: null,
    incident: '1',
  };
  const { shell, user, press, choose } = await open({
    upload_document: () => {
      throw failed;
    },
  });
  const upload = await choose();
  await user.click(upload);
  expect(await screen.findByText(/could not be reached/)).toBeVisible();
  expect(screen.queryByTestId('evidence')).toBeNull();
  expect(press).toBeDisabled();
  await user.click(screen.getByRole('button', { name: 'Upload it to Cedar' }));
  await waitFor(() => expect(shell.asked('upload_document')).toHaveLength(2));
  const [one, two] = shell.asked('upload_document').map(({ request }) => request);
  expect(one).toEqual(two);
});
