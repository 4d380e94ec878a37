// The curves: show or hide, name, conditions, remove.
import { useEffect, useState } from "preact/hooks";
import { conditionsText, parseConditions } from "../lib/number.ts";
import { curveColor } from "./colors.ts";
import type { Editor, EditorState } from "./editor.ts";
import { changeCurve, removeCurve, type Sheet, type SheetCurve } from "./sheet.ts";

export function CurvePanel({ editor, sheet, state }: { editor: Editor; sheet: Sheet; state: EditorState }) {
  return (
    <section class="panel" aria-label="Curves">
      <header>
        <h2>Curves</h2>
        <button class="quiet" onClick={() => editor.setTool("trace")}>Add</button>
      </header>
      {sheet.curves.length === 0 && <p class="muted">None yet: choose “Trace” and click a line, or “Draw” one.</p>}
      <ul class="curves">
        {sheet.curves.map((curve, i) => (
          <CurveRow key={curve.id} curve={curve} color={curveColor(i)} editor={editor} sheet={sheet}
            chosen={state.chosen === curve.id} hidden={state.hidden.has(curve.id)} />
        ))}
      </ul>
    </section>
  );
}

function CurveRow({ curve, color, editor, sheet, chosen, hidden }: {
  curve: SheetCurve; color: string; editor: Editor; sheet: Sheet; chosen: boolean; hidden: boolean;
}) {
  const name = curve.label || curve.id;
  return (
    <li class={`curve ${chosen ? "chosen" : ""}`}
      onMouseEnter={() => editor.highlight({ curve: curve.id })} onMouseLeave={() => editor.highlight(null)}>
      <input type="checkbox" checked={!hidden} aria-label={`Show ${name}`} onClick={() => editor.toggleHidden(curve.id)} />
      <button class="curve-swatch" aria-label={`Choose ${name}`} aria-pressed={chosen}
        style={{ background: color }} onClick={() => editor.choose(chosen ? null : curve.id)} />
      <input class="curve-label" aria-label={`Name of ${curve.id}`} value={curve.label} placeholder="name"
        onChange={(event) => editor.apply(changeCurve(sheet, curve.id, { label: event.currentTarget.value.trim() }))} />
      <ConditionsInput curve={curve} editor={editor} sheet={sheet} />
      <button class="icon" aria-label={`Remove ${name}`} onClick={() => editor.apply(removeCurve(sheet, curve.id))}>×</button>
    </li>
  );
}

function ConditionsInput({ curve, editor, sheet }: { curve: SheetCurve; editor: Editor; sheet: Sheet }) {
  const shown = conditionsText(curve.conditions);
  const [text, setText] = useState(shown);
  useEffect(() => setText(shown), [shown]);
  const parsed = parseConditions(text);
  const commit = () => {
    if (parsed && text !== shown) editor.apply(changeCurve(sheet, curve.id, { conditions: parsed }));
  };
  return (
    <input class="curve-conditions" aria-label={`Conditions of ${curve.label || curve.id}`} placeholder="T=25"
      aria-invalid={parsed === null} value={text} onInput={(event) => setText(event.currentTarget.value)} onBlur={commit}
      onKeyDown={(event) => event.key === "Enter" && commit()} />
  );
}
