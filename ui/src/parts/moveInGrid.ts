// Moves the focused row of a grid or a list as its own arrow keys do.

export const moveInGrid = (frame: HTMLElement | null, key: 'ArrowDown' | 'ArrowUp'): void => {
  const grid = frame?.querySelector<HTMLElement>('[role=grid], [role=listbox]');
  if (!grid) {
    return;
  }
  const focused = document.activeElement;
  // The grid itself has the focus where the row that had it is gone: its keys go on from there.
  if (!focused || !grid.contains(focused)) {
    grid.focus();
    return;
  }
  focused.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true }));
};
