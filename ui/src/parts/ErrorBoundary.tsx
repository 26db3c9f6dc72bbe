// Keeps a fault of one screen from taking the window with it.

import { Component, type ReactNode } from 'react';
import { toCommandError } from '../ipc/call';
import { Failed } from './State';

type Props = { children: ReactNode; resetOn: string };
type Caught = { thrown: unknown } | null;

export class ErrorBoundary extends Component<Props, { caught: Caught }> {
  override state: { caught: Caught } = { caught: null };

  static getDerivedStateFromError(thrown: unknown) {
    return { caught: { thrown } };
  }

  override componentDidUpdate(before: Props) {
    if (this.state.caught && before.resetOn !== this.props.resetOn) {
      this.setState({ caught: null });
    }
  }

  override render() {
    if (!this.state.caught) {
      return this.props.children;
    }
    const { thrown } = this.state.caught;
    const said = thrown instanceof Error ? thrown.message : toCommandError(thrown).message;
    return (
      <Failed
        title="This screen could not be drawn"
        error={{
          code: 'internal',
          message: `Nothing was sent and nothing in the ledger changed. It said: ${said}`,
          field: null,
          incident: '',
        }}
        onAgain={() => this.setState({ caught: null })}
      />
    );
  }
}
