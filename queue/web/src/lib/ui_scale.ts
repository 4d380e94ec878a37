// How much larger than at 14 px everything is drawn: canvases follow the page's own text size.
export function uiScale(): number {
  return parseFloat(getComputedStyle(document.documentElement).fontSize) / 14;
}
