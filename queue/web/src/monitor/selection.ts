// Which rows are chosen, as in a file manager: click, Ctrl+click for one more, Shift+click for a run.
export interface Selection {
  ids: ReadonlySet<number>;
  anchor: number | null;
}

export const nothing: Selection = { ids: new Set(), anchor: null };

export function toggle(selection: Selection, id: number): Selection {
  const ids = new Set(selection.ids);
  if (!ids.delete(id)) ids.add(id);
  return { ids, anchor: id };
}

// From the last row that was clicked to `id`, in the order of `shown`.
export function extend(selection: Selection, id: number, shown: number[]): Selection {
  const from = shown.indexOf(selection.anchor ?? id);
  const to = shown.indexOf(id);
  if (from < 0 || to < 0) return toggle(selection, id);
  const run = shown.slice(Math.min(from, to), Math.max(from, to) + 1);
  return { ids: new Set([...selection.ids, ...run]), anchor: selection.anchor };
}

export function selectAll(selection: Selection, shown: number[]): Selection {
  const all = shown.length > 0 && shown.every((id) => selection.ids.has(id));
  return all ? nothing : { ids: new Set([...selection.ids, ...shown]), anchor: null };
}
