// A picture of the service: needs the token, so it is fetched and shown as a blob.
import { useEffect, useState } from "preact/hooks";
import { useSession } from "./session.ts";

export function Picture({ path, alt, otherwise = "no picture" }: { path: string; alt: string; otherwise?: string }) {
  const { client } = useSession();
  const [url, setUrl] = useState<string | null>(null);
  const [missing, setMissing] = useState(false);
  useEffect(() => {
    let made: string | null = null;
    let gone = false;
    client.blob(path).then((blob) => {
      if (gone) return;
      made = URL.createObjectURL(blob);
      setUrl(made);
    }, () => setMissing(true));
    return () => {
      gone = true;
      if (made) URL.revokeObjectURL(made);
    };
  }, [path]);
  return (
    <span class="picture">
      {url && <img src={url} alt={alt} />}
      {missing && <span class="muted">{otherwise}</span>}
    </span>
  );
}
