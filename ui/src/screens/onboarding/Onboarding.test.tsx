// An onboarding in the window: its steps, documents, agreements, submission, waiting and tests.

import { screen, waitFor, within } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import type { RequestReview } from '../../ipc/bindings/RequestReview';
import {
  aDocument,
  aMerchant,
  anAction,
  anAgreement,
  anOnboarding,
  aPast,
  openOnboarding,
  SHA,
  someAgreements,
} from '../../testing/onboarding';
import { seriousFindings } from '../../testing/serious';

const REVIEW: RequestReview = {
  operation: 'submit_onboarding',
  label: 'Submit merchant onboarding',
  method: 'POST',
  origin: 'https://sandbox.example',
  path: '/v1/business/submitOnboarding',
  body: '{"businessId":7}',
  changes: [],
  environment: 'sandbox',
  grade: 'documented',
  isOverride: false,
  confirmedAt: null,
  secondPerson: null,
};

const step = async (name: RegExp) => screen.findByRole('button', { name });

describe('an onboarding', () => {
  it('opens at the first thing that it needs and says of each how it is', async () => {
    openOnboarding();
    expect(await screen.findByRole('heading', { name: 'Documents' })).toBeVisible();
    expect(await step(/Merchant data: ready/)).toBeVisible();
    expect(await step(/Documents: missing. None was uploaded/)).toHaveAttribute(
      'aria-current',
      'step',
    );
    expect(await step(/Legal agreements: not known/)).toBeVisible();
    expect(await seriousFindings()).toEqual([]);
  });

  it('keeps a chosen file with its purpose, and uploads it under one action', async () => {
    const { shell, user, drafts } = openOnboarding({
      keep_document_piece: () => ({
        received: 8,
        kept: {
          sha256: SHA,
          name: 'articles.pdf',
          mediaType: 'application/pdf',
          bytes: 8,
          warnings: ['It is neither a PDF file nor an image.'],
        },
      }),
      upload_document: () => anAction(),
    });
    const input = await screen.findByLabelText(/Choose documents/);
    await user.upload(input, new File(['%PDF-1.7'], 'articles.pdf', { type: 'application/pdf' }));
    const chosen = await screen.findByRole('list', { name: 'Chosen, not uploaded' });
    expect(chosen).toHaveTextContent('neither a PDF file nor an image');
    await user.type(within(chosen).getByLabelText('What it is for'), 'Articles');
    await waitFor(() => expect(drafts.get('documents:7')).toContain('"purpose":"Articles"'));
    await user.click(within(chosen).getByRole('button', { name: 'Upload articles.pdf' }));
    await waitFor(() => expect(shell.asked('upload_document')).toHaveLength(1));
    const [{ request } = { request: null }] = shell.asked('upload_document');
    expect(request).toMatchObject({ merchant: '7', sha256: SHA, purpose: 'Articles' });
    const draft = JSON.parse(drafts.get('documents:7') ?? '') as { chosen: { action: string }[] };
    expect(request).toMatchObject({ action: draft.chosen[0]?.action });
  });

  it('shows how far an upload is, and cancels it', async () => {
    const { shell, user } = openOnboarding({
      list_uploads: () => ({
        uploads: [
          {
            action: 'x',
            merchant: '7',
            sha256: SHA,
            name: 'articles.pdf',
            sent: 512,
            total: 1024,
            isCancelled: false,
          },
        ],
      }),
      cancel_upload: () => ({ uploads: [] }),
    });
    const bar = await screen.findByRole('progressbar', { name: /Uploading articles.pdf/ });
    expect(bar).toHaveAttribute('aria-valuenow', '512');
    await user.click(screen.getByRole('button', { name: 'Cancel the upload of articles.pdf' }));
    expect(shell.asked('cancel_upload')[0]?.request).toMatchObject({ action: 'x' });
  });

  it('points out an aged URL, an unknown upload and a damaged copy', async () => {
    const url = { url: 'https://f.example/1', at: '', age: 'aged', detail: '7 days' } as const;
    openOnboarding({
      list_documents: () => ({
        documents: [
          aDocument({ url }),
          aDocument({
            sha256: 'b'.repeat(64),
            name: 'passport.png',
            url: null,
            copy: 'damaged',
            uploads: [
              {
                past: aPast({ state: 'unknown', detail: 'The connection broke.' }),
                purpose: '',
                url: null,
              },
            ],
          }),
        ],
        isCut: false,
      }),
    });
    const list = await screen.findByRole('list', { name: 'Documents' });
    const [aged, damaged] = within(list).getAllByTestId('document');
    expect(aged).toHaveTextContent('URL past 7 days');
    expect(
      within(aged as HTMLElement).getByRole('button', { name: /Upload again: / }),
    ).toBeEnabled();
    expect(damaged).toHaveTextContent('outcome unknown');
    expect(damaged).toHaveTextContent('Whether Cedar has the file is not known');
    expect(damaged).toHaveTextContent('The local copy is damaged');
    for (const name of [/Upload again: passport.png/, /Open/, /Save a copy/]) {
      expect(within(damaged as HTMLElement).getByRole('button', { name })).toBeDisabled();
    }
    expect(await seriousFindings()).toEqual([]);
  });

  it('shows agreements whole, opens https links alone, and accepts what was shown', async () => {
    const insecure = { url: 'http://b.example/p', host: 'b.example', mayOpen: false };
    const { shell, user } = openOnboarding({
      list_agreements: () =>
        someAgreements({
          agreements: [
            anAgreement(),
            anAgreement({
              title: null,
              version: null,
              link: insecure,
              text: null,
              json: '{"x":1}',
            }),
          ],
        }),
      open_link: () => ({ host: 'a.example' }),
      review_action: () => REVIEW,
      accept_agreements: () => anAction({ operation: 'accept_legal_agreements' }),
    });
    await user.click(await step(/Legal agreements/));
    const [first, second] = await screen.findAllByTestId('agreement');
    expect(first).toHaveTextContent(/Terms of service.*version 1.0.*not accepted/);
    expect(first).toHaveTextContent('Be good.');
    await user.click(screen.getByRole('button', { name: /^Read in the browser: .*at a.example/ }));
    expect(shell.asked('open_link')[0]?.request).toEqual({ url: 'https://a.example/terms' });
    expect(second).toHaveTextContent('Agreement without a title');
    expect(second).toHaveTextContent('which is no https link');
    expect(within(second as HTMLElement).queryByRole('button', { name: /browser/ })).toBeNull();
    expect(await seriousFindings()).toEqual([]);
    await user.click(await screen.findByRole('button', { name: 'Review what will be sent' }));
    await user.click(await screen.findByRole('button', { name: /Accept the agreements on/ }));
    await waitFor(() => expect(shell.asked('accept_agreements')).toHaveLength(1));
    expect(shell.asked('accept_agreements')[0]?.request).toMatchObject({
      merchant: '7',
      shown: ['{"id":1,"title":"Terms of service","version":"1.0"}', '{"x":1}'],
    });
  });

  it('begins a resubmission with what was submitted, and puts in a newer URL', async () => {
    const { shell, user } = openOnboarding({
      get_onboarding: () =>
        anOnboarding({
          submitted: 1,
          submissions: [
            {
              past: aPast(),
              data: [
                { name: 'companyType', json: '"PUBLIC"' },
                { name: 'tradingName', json: '"Bisi"' },
                { name: 'industry', json: '"GAMING"' },
                { name: 'service', json: '"OTHER_THING"' },
                { name: 'articlesUrl', json: '"https://f.example/0"' },
              ],
            },
          ],
        }),
      list_documents: () => ({
        documents: [
          aDocument({
            uploads: [
              { past: aPast(), purpose: '', url: 'https://f.example/1' },
              { past: aPast(), purpose: '', url: 'https://f.example/0' },
            ],
          }),
        ],
        isCut: false,
      }),
      review_action: () => REVIEW,
      submit_onboarding: () => anAction({ operation: 'submit_merchant_onboarding' }),
    });
    await user.click(await step(/Company data and submission/));
    expect(await screen.findByRole('combobox', { name: /Service/ })).toHaveValue('OTHER_THING');
    expect(await screen.findByText(/holds an older URL/)).toBeVisible();
    await user.click(screen.getByRole('button', { name: 'Put the newest URL there' }));
    expect(await screen.findByText(/In the request as/)).toBeVisible();
    await user.click(screen.getByRole('button', { name: 'Review what will be sent' }));
    await user.click(await screen.findByRole('button', { name: /Submit the onboarding on/ }));
    await waitFor(() => expect(shell.asked('submit_onboarding')).toHaveLength(1));
    expect(shell.asked('submit_onboarding')[0]?.request).toMatchObject({
      companyType: 'PUBLIC',
      industry: 'GAMING',
      service: 'OTHER_THING',
      further: [{ name: 'articlesUrl', json: '"https://f.example/1"' }],
    });
  });

  it('is locked with the reason while compliance reviews, and shows what was sent', async () => {
    const { user } = openOnboarding({
      get_merchant: () => aMerchant('UNDER_REVIEW'),
      get_onboarding: () =>
        anOnboarding({
          maySubmit: false,
          whyNot: 'The status is Under review. Its data are locked.',
          submitted: 1,
          submissions: [{ past: aPast(), data: [{ name: 'service', json: '"CROPS"' }] }],
        }),
    });
    await user.click(await step(/Company data and submission/));
    expect(await screen.findByText('It can’t be submitted now')).toBeVisible();
    expect(screen.getAllByText(/Its data are locked/)[0]).toBeVisible();
    expect(screen.getByTestId('submissions')).toHaveTextContent('CROPS');
    expect(await seriousFindings()).toEqual([]);
  });
});
