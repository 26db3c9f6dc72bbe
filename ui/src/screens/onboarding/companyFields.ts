// The company data of an onboarding: its fields, what it begins with, and its offline check.

import type { ActionWish } from '../../ipc/bindings/ActionWish';
import type { DetailFinding } from '../../ipc/bindings/DetailFinding';
import type { OnboardingView } from '../../ipc/bindings/OnboardingView';
import { textOf } from '../../parts/form/editing';
import type { Checked } from '../../parts/form/findings';
import { beginForm, type FieldGroup, type FormState, furtherOf } from '../../parts/form/form';
import { wordLabel } from '../merchant/merchantFields';

/** The submission's own members of `businessData`, on the wire. */
export const OWN = ['companyType', 'tradingName', 'industry', 'service'] as const;

type Words = Pick<OnboardingView, 'companyTypes' | 'industries' | 'services'>;

const options = (words: readonly string[]) => words.map((id) => ({ id, label: wordLabel(id) }));

export const companyGroups = (words: Words): FieldGroup[] => [
  {
    name: 'Company',
    fields: [
      {
        name: 'companyType',
        label: 'Company type',
        kind: 'choice',
        isRequired: true,
        options: options(words.companyTypes),
      },
      { name: 'tradingName', label: 'Trading name', kind: 'text', isRequired: true },
      {
        name: 'industry',
        label: 'Industry',
        kind: 'choice',
        isRequired: true,
        options: options(words.industries),
      },
      {
        name: 'service',
        label: 'Service',
        kind: 'choice',
        isRequired: true,
        hint: 'The list is open: another word is taken as you type it.',
        options: options(words.services),
      },
    ],
  },
];

/** What was submitted last time; before the first, what is known of the merchant. */
export const beginCompany = (view: OnboardingView): FormState => {
  const last = view.submissions.find(({ past, data }) => past.state === 'done' && data !== null);
  if (!last?.data) {
    return beginForm({
      companyType: '',
      tradingName: view.tradingName ?? '',
      industry: view.industry ?? '',
      service: '',
    });
  }
  const own: readonly string[] = OWN;
  const of = (name: string) => textOf(last.data?.find((member) => member.name === name)?.json);
  const further = last.data.filter(({ name }) => !own.includes(name));
  return {
    ...beginForm(Object.fromEntries(own.map((name) => [name, of(name)]))),
    further: further.map(({ name, json }, index) => ({ row: index + 1, name, json })),
  };
};

const finding = (
  field: string,
  level: DetailFinding['level'],
  words: string,
  isMissing = false,
): DetailFinding => ({ field, level, words, isMissing });

/** Whether something is missing, or is no word that is known to be taken. */
export const checkCompany = (form: FormState, words: Words): Checked => {
  const findings: DetailFinding[] = [];
  const lists: Partial<Record<string, readonly string[]>> = {
    companyType: words.companyTypes,
    industry: words.industries,
  };
  const toSend = OWN.map((field) => {
    const typed = form.values[field] ?? '';
    const value = typed.trim();
    const list = lists[field];
    if (value === '') {
      findings.push(finding(field, 'error', 'This is needed. Fill it in.', true));
    } else if (list && !list.includes(value)) {
      findings.push(
        finding(field, 'warning', 'This is none of the words that are known to be taken.'),
      );
    }
    return { field, value, differs: value !== typed };
  });
  return { findings, toSend, notChecked: [] };
};

export const submission = (merchant: string, form: FormState, checked: Checked): ActionWish => {
  const sent = Object.fromEntries(checked.toSend.map(({ field, value }) => [field, value]));
  return {
    is: 'submit_onboarding',
    merchant,
    companyType: sent.companyType ?? '',
    tradingName: sent.tradingName ?? '',
    industry: sent.industry ?? '',
    service: sent.service ?? '',
    further: furtherOf(form.further),
  };
};
