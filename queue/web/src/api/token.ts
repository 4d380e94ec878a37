// The token comes once, behind the `#` of the address (which no server sees), and stays in the
// tab's session: it is taken out of the address, so that it is neither bookmarked nor shown.
const key = "curvespice-token";

export interface TokenPlace {
  location: { hash: string };
  history: { replaceState(data: unknown, title: string, url: string): void };
  storage: Pick<Storage, "getItem" | "setItem" | "removeItem">;
}

export function takeToken(place: TokenPlace): string | null {
  const found = /^#\/?token=([^&]+)(?:&(.*))?$/.exec(place.location.hash);
  if (found?.[1]) {
    place.storage.setItem(key, decodeURIComponent(found[1]));
    place.history.replaceState(null, "", "#" + (found[2] ?? "/queue"));
  }
  return place.storage.getItem(key);
}

export function forgetToken(storage: TokenPlace["storage"]): void {
  storage.removeItem(key);
}
