import { useEffect, useState } from "preact/hooks";
import { conditionsText, parseConditions } from "../lib/number.ts";
import { Field, Select } from "../ui/parts.tsx";
import type { Editor } from "./editor.ts";
import { families } from "./families.ts";
import type { Sheet } from "./sheet.ts";

export function FamilyPanel({ editor, sheet }: { editor: Editor; sheet: Sheet }) {
  const shown = conditionsText(sheet.conditions);
  const [text, setText] = useState(shown);
  useEffect(() => setText(shown), [shown]);
  const parsed = parseConditions(text);
  return (
    <section class="panel" aria-label="Kind of figure">
      <div class="form-row">
        <Field label="Family">
          <Select label="Family" value={sheet.family} options={families}
            onChange={(family) => editor.apply({ ...sheet, family })} />
        </Field>
        <Field label="Conditions of the figure">
          <input value={text} placeholder="TJ=25, f=1M" aria-invalid={parsed === null}
            onInput={(event) => setText(event.currentTarget.value)}
            onBlur={() => parsed && text !== shown && editor.apply({ ...sheet, conditions: parsed })} />
        </Field>
      </div>
    </section>
  );
}
