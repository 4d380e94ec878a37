import type { Editor, EditorState, ToolName } from "./editor.ts";
import { tools } from "./tools.ts";

const icons: Record<ToolName, string> = {
  adjust: "M5 3l12 9-6 1-3 6z",
  box: "M4 5h14v12H4zM2 3h4v4H2zM16 15h4v4h-4z",
  trace: "M3 17c6 0 5-11 11-11m0 0l-3-2m3 2l-2 3",
  draw: "M4 18l1-4L15 4l3 3L8 17zM13 6l3 3",
  erase: "M4 14l8-9 6 5-7 8H7zM8 10l6 5",
  split: "M3 16c5 0 6-3 7-5M12 9c1-2 3-4 7-4M11 4v14",
  join: "M3 16c5 0 5-5 8-5s3-6 8-6M11 8v6M8 11h6",
};

export function ToolBar({ editor, state, loupe, onLoupe }: {
  editor: Editor; state: EditorState; loupe: boolean; onLoupe: () => void;
}) {
  const { past, future } = state.history;
  return (
    <div class="tool-bar" role="toolbar" aria-label="Tools">
      {(Object.keys(tools) as ToolName[]).map((name) => (
        <button key={name} aria-pressed={state.tool === name} title={`${tools[name].title} (${tools[name].key.toUpperCase()}): ${tools[name].help}`}
          onClick={() => editor.setTool(name)}>
          <svg viewBox="0 0 22 22" aria-hidden="true"><path d={icons[name]} /></svg>
          {tools[name].title}
        </button>
      ))}
      <hr />
      <button aria-pressed={loupe} title="Loupe (L)" onClick={onLoupe}>
        <svg viewBox="0 0 22 22" aria-hidden="true"><path d="M9 3a6 6 0 1 1 0 12A6 6 0 0 1 9 3zM14 14l5 5" /></svg>Loupe
      </button>
      <button disabled={past.length === 0} title="Undo (Ctrl+Z)" onClick={() => editor.undo()}>
        <svg viewBox="0 0 22 22" aria-hidden="true"><path d="M8 5L4 9l4 4M4 9h9a5 5 0 0 1 0 10H9" /></svg>Undo
      </button>
      <button disabled={future.length === 0} title="Redo (Ctrl+Shift+Z)" onClick={() => editor.redo()}>
        <svg viewBox="0 0 22 22" aria-hidden="true"><path d="M14 5l4 4-4 4M18 9H9a5 5 0 0 0 0 10h4" /></svg>Redo
      </button>
    </div>
  );
}
