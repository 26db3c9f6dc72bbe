// A button that changes something: disabled, with the reason, while nothing can be changed.

import { type ComponentProps, useId } from 'react';
import { VisuallyHidden } from 'react-aria-components';
import { useMayChange } from '../ipc/mayChange';
import { Button } from './Button';

export const ActButton = ({ isDisabled, ...rest }: ComponentProps<typeof Button>) => {
  const { may, why } = useMayChange();
  const whyId = useId();
  if (may) {
    return <Button {...rest} isDisabled={isDisabled ?? false} />;
  }
  return (
    <span title={why}>
      <Button {...rest} isDisabled aria-describedby={whyId} />
      <VisuallyHidden id={whyId}>{why}</VisuallyHidden>
    </span>
  );
};
