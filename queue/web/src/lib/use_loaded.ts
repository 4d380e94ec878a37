// Loads something when its key changes; `reload` asks again and keeps what is shown meanwhile.
import { useCallback, useEffect, useRef, useState } from "preact/hooks";

export interface Loaded<T> {
  value: T | null;
  error: Error | null;
  loading: boolean;
  reload: () => void;
}

export function useLoaded<T>(key: string, load: () => Promise<T>): Loaded<T> {
  const [state, setState] = useState<{ key: string; value: T | null; error: Error | null; loading: boolean }>(
    { key, value: null, error: null, loading: true });
  const latest = useRef(0);
  const loader = useRef(load);
  loader.current = load;
  const reload = useCallback(() => {
    const mine = ++latest.current;
    setState((before) => (before.key === key ? { ...before, loading: true }
      : { key, value: null, error: null, loading: true }));
    loader.current().then(
      (value) => mine === latest.current && setState({ key, value, error: null, loading: false }),
      (error: Error) => mine === latest.current &&
        setState((before) => ({ ...before, error, loading: false })));
  }, [key]);
  useEffect(() => {
    reload();
    return () => void latest.current++;
  }, [reload]);
  const current = state.key === key;
  return { value: current ? state.value : null, error: current ? state.error : null,
    loading: !current || state.loading, reload };
}
