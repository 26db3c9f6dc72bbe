// The saved views of a list: choose one, keep what is shown now under a name, remove one.

import { Trash2 } from 'lucide-react';
import { useState } from 'react';
import { Form } from 'react-aria-components';
import { Button } from '../../parts/Button';
import { Choices } from '../../parts/Choices';
import { Field } from '../../parts/Field';
import { FilterChip } from '../../parts/FilterChip';
import formStyles from '../deliveries/form.module.css';
import { ALL, type Filter } from './filter';
import { isSame, NAME_MAX, removeView, saveView, useSavedViews } from './savedViews';

type Props = { profile: string; filter: Filter; onFilter: (filter: Filter) => void };

const Save = ({ profile, filter, onDone }: Omit<Props, 'onFilter'> & { onDone: () => void }) => {
  const [name, setName] = useState('');
  const typed = name.trim();
  return (
    <Form
      className={`${formStyles.form} ${formStyles.divided}`}
      onSubmit={(event) => {
        event.preventDefault();
        if (typed) {
          saveView(profile, { name: typed, filter });
          onDone();
        }
      }}
    >
      <Field
        name="view"
        label="Name of what is shown now"
        value={name}
        onChange={setName}
        maxLength={NAME_MAX}
      />
      <Button type="submit" weight="primary" isDisabled={!typed}>
        Save view
      </Button>
    </Form>
  );
};

export const SavedViews = ({ profile, filter, onFilter }: Props) => {
  const views = useSavedViews(profile);
  const shown = views.find((view) => isSame(view.filter, filter)) ?? null;
  return (
    <FilterChip label="View" value={shown?.name ?? null} onClear={() => onFilter(ALL)}>
      {(close) => (
        <>
          {views.length > 0 ? (
            <Choices
              label="Saved views"
              isSingle
              groups={[
                { label: null, choices: views.map(({ name }) => ({ id: name, label: name })) },
              ]}
              chosen={shown ? [shown.name] : []}
              onChoose={([name]) => {
                const view = views.find((one) => one.name === name);
                if (view) {
                  onFilter(view.filter);
                }
                close();
              }}
            />
          ) : null}
          {shown ? (
            <div className={`${formStyles.form} ${formStyles.divided}`}>
              <Button
                weight="quiet"
                onPress={() => {
                  removeView(profile, shown.name);
                  close();
                }}
              >
                <Trash2 size={14} aria-hidden="true" />
                Remove “{shown.name}”
              </Button>
            </div>
          ) : (
            <Save profile={profile} filter={filter} onDone={close} />
          )}
        </>
      )}
    </FilterChip>
  );
};
