// The editor's keys, wherever the focus is, except while something is typed.
import { useEffect, useRef } from "preact/hooks";
import type { Editor, ToolName } from "./editor.ts";
import { tools } from "./tools.ts";

export type KeyActions = Record<string, () => void>; // "a", "ctrl+enter", ...

const toolKeys = new Map((Object.keys(tools) as ToolName[]).map((name) => [tools[name].key, name]));

export function useEditorKeys(editor: Editor, actions: KeyActions): void {
  const latest = useRef(actions);
  latest.current = actions;
  useEffect(() => {
    const listener = (event: KeyboardEvent) => {
      const key = nameOf(event);
      const typing = isTyping(event.target) && !key.startsWith("ctrl+enter");
      if (typing || document.querySelector("dialog[open]")) return;
      const run = latest.current[key] ?? editorAction(editor, key);
      if (!run) return;
      event.preventDefault();
      run();
    };
    addEventListener("keydown", listener);
    return () => removeEventListener("keydown", listener);
  }, [editor]);
}

function editorAction(editor: Editor, key: string): (() => void) | undefined {
  const tool = toolKeys.get(key);
  if (tool) return () => editor.setTool(tool);
  const actions: KeyActions = {
    "ctrl+z": () => editor.undo(), "ctrl+shift+z": () => editor.redo(), "ctrl+y": () => editor.redo(),
    delete: () => editor.removeChosen(), escape: () => editor.choose(null), enter: () => editor.choose(null),
  };
  return actions[key];
}

function nameOf(event: KeyboardEvent): string {
  const modifiers = [event.ctrlKey || event.metaKey ? "ctrl+" : "", event.shiftKey && event.key.length > 1 || event.ctrlKey && event.shiftKey ? "shift+" : "", event.altKey ? "alt+" : ""];
  return modifiers.join("") + event.key.toLowerCase();
}

function isTyping(target: EventTarget | null): boolean {
  const element = target as HTMLElement;
  if (/^(TEXTAREA|SELECT)$/.test(element.tagName)) return true;
  if (element.tagName === "BUTTON" || element.tagName === "A") return false;
  return element.tagName === "INPUT" && !/^(checkbox|radio)$/.test((element as HTMLInputElement).type);
}
