// Undo and redo without limit. A drag is many changes and one step: its changes carry one `stroke`.
export interface History<T> {
  past: T[];
  present: T;
  future: T[];
  stroke: number | null;
}

export function begin<T>(present: T): History<T> {
  return { past: [], present, future: [], stroke: null };
}

export function change<T>(history: History<T>, next: T, stroke: number | null = null): History<T> {
  if (next === history.present) return history;
  if (stroke !== null && stroke === history.stroke) return { ...history, present: next };
  return { past: [...history.past, history.present], present: next, future: [], stroke };
}

export function undo<T>(history: History<T>): History<T> {
  const before = history.past.at(-1);
  if (before === undefined) return history;
  return { past: history.past.slice(0, -1), present: before, future: [history.present, ...history.future], stroke: null };
}

export function redo<T>(history: History<T>): History<T> {
  const [next, ...future] = history.future;
  if (next === undefined) return history;
  return { past: [...history.past, history.present], present: next, future, stroke: null };
}
