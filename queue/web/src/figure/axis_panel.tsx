// The axes: linear or logarithmic, unit, and the values of two marks each.
import { useEffect, useState } from "preact/hooks";
import { plain } from "../lib/format.ts";
import { parseNumber } from "../lib/number.ts";
import { Select } from "../ui/parts.tsx";
import { problemOf, type Axis } from "./axis.ts";
import type { Editor } from "./editor.ts";
import type { AxisJson, Scale } from "./extraction.ts";
import { changeAxis, setReference, type AxisName, type Sheet } from "./sheet.ts";

const names: Record<AxisName, string> = { x: "x axis", y: "y axis", y2: "right y axis" };
const ends: Record<AxisName, [string, string]> = {
  x: ["left mark", "right mark"], y: ["lower mark", "upper mark"], y2: ["lower mark", "upper mark"],
};
export const siUnits = ["V", "A", "W", "ohm", "S", "F", "H", "C", "Hz", "s", "J", "Wb", "T", "m", "K/W",
  "degC", "%", "dB", "deg", "1"];

export function AxisPanel({ editor, sheet, read }: {
  editor: Editor; sheet: Sheet; read: { x: AxisJson; y: AxisJson; y2?: AxisJson } | null;
}) {
  return (
    <section class="panel" aria-label="Axes">
      <h2>Axes</h2>
      {(["x", "y", "y2"] as const).map((name) => sheet.axes[name] && (
        <AxisForm key={name} name={name} axis={sheet.axes[name]} editor={editor} sheet={sheet} read={read?.[name]} />
      ))}
      <datalist id="si-units">{siUnits.map((unit) => <option key={unit} value={unit} />)}</datalist>
    </section>
  );
}

function AxisForm({ name, axis, editor, sheet, read }: {
  name: AxisName; axis: Axis; editor: Editor; sheet: Sheet; read: AxisJson | undefined;
}) {
  const problem = problemOf(axis);
  const lit = () => editor.highlight({ axis: name });
  const dark = () => editor.highlight(null);
  return (
    <fieldset class={`axis axis-${name}`} onMouseEnter={lit} onMouseLeave={dark} onFocusIn={lit} onFocusOut={dark}>
      <legend>{names[name]}<span class="muted">{read?.title && `: ${read.title}`}</span></legend>
      <div class="axis-row">
        {([0, 1] as const).map((index) => (
          <ValueInput key={index} label={`Value of the ${ends[name][index]} of the ${names[name]}`}
            caption={ends[name][index]} value={axis.references[index].value}
            onValue={(value) => editor.apply(setReference(sheet, name, index, { value }))} />
        ))}
        <label class="axis-unit"><span>unit</span>
          <input list="si-units" aria-label={`Unit of the ${names[name]}`} value={axis.unit}
            onChange={(event) => editor.apply(changeAxis(sheet, name, { unit: event.currentTarget.value.trim() }))} />
        </label>
        <label><span>scale</span>
          <Select label={`Scale of the ${names[name]}`} value={axis.scale}
            options={[["linear", "linear"], ["log10", "log"]]}
            onChange={(scale: Scale) => editor.apply(changeAxis(sheet, name, { scale }))} />
        </label>
      </div>
      <p class={problem ? "error-text" : "muted"}>{problem ?? tickText(read)}</p>
    </fieldset>
  );
}

function tickText(read: AxisJson | undefined): string {
  if (!read || read.ticks.length === 0) return "set by hand";
  return `${read.ticks.length} labels read, from ${read.ticks[0]![2]} to ${read.ticks.at(-1)![2]}`;
}

// Takes "10m" or "1e-3"; what is no number stays in the field, marked, and changes nothing.
export function ValueInput({ label, caption, value, onValue }: {
  label: string; caption: string; value: number; onValue: (value: number) => void;
}) {
  const shown = Number.isFinite(value) ? plain(value, 7) : "";
  const [text, setText] = useState(shown);
  useEffect(() => setText(shown), [shown]);
  const wrong = text !== "" && Number.isNaN(parseNumber(text));
  const commit = () => {
    if (text !== shown && !wrong && text !== "") onValue(parseNumber(text));
  };
  return (
    <label><span>{caption}</span>
      <input aria-label={label} aria-invalid={wrong} inputMode="decimal" value={text} placeholder="?"
        onInput={(event) => setText(event.currentTarget.value)} onBlur={commit}
        onKeyDown={(event) => event.key === "Enter" && commit()} />
    </label>
  );
}
