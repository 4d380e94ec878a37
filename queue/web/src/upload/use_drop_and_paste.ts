// Files that are dropped on the page or pasted into it.
import { useEffect, useRef, useState } from "preact/hooks";

// Whether files are being dragged over the page.
export function useDropAndPaste(onFiles: (files: File[]) => void): boolean {
  const [over, setOver] = useState(false);
  const latest = useRef(onFiles);
  latest.current = onFiles;
  useEffect(() => {
    const hasFiles = (event: DragEvent) => !!event.dataTransfer?.types.includes("Files");
    const listeners: [string, (event: Event) => void][] = [
      ["dragover", (event) => hasFiles(event as DragEvent) && (event.preventDefault(), setOver(true))],
      ["dragleave", (event) => (event as DragEvent).relatedTarget === null && setOver(false)],
      ["drop", (event) => {
        if (!hasFiles(event as DragEvent)) return;
        event.preventDefault();
        setOver(false);
        latest.current([...(event as DragEvent).dataTransfer!.files]);
      }],
      ["paste", (event) => {
        const files = [...((event as ClipboardEvent).clipboardData?.files ?? [])];
        if (files.length) latest.current(files);
      }],
    ];
    listeners.forEach(([name, run]) => addEventListener(name, run));
    return () => listeners.forEach(([name, run]) => removeEventListener(name, run));
  }, []);
  return over;
}
