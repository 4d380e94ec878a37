// Digitizing by hand, from nothing: choose a picture or a page, then box, values and lines.
import type { Image } from "../api/types.ts";
import type { Client } from "../api/client.ts";
import { decode, type LoadedPicture } from "../figure/load_figure.ts";
import { go } from "../lib/route.ts";
import { useLoaded } from "../lib/use_loaded.ts";
import { Failure, Select, Skeleton } from "../ui/parts.tsx";
import { useSession } from "../ui/session.ts";
import { ChoosePicture } from "./choose_picture.tsx";
import { HandWork } from "./hand_work.tsx";

const pagePixels = 2000; // across: a line of a datasheet is then some pixels wide

interface OpenedPage {
  image: Image;
  pages: number;
  picture: LoadedPicture;
}

export function DigitizePage({ image, page }: { image: number | null; page: number }) {
  if (image === null) return <ChoosePicture />;
  return <OpenPicture key={`${image}/${page}`} id={image} page={page} />;
}

function OpenPicture({ id, page }: { id: number; page: number }) {
  const { client } = useSession();
  const loaded = useLoaded(`picture/${id}/${page}`, () => openPage(client, id, page));
  if (loaded.error) return <Failure error={loaded.error} retry={loaded.reload} />;
  if (!loaded.value) return <Skeleton lines={10} />;
  const { image, pages, picture } = loaded.value;
  return (
    <HandWork image={image} page={page} picture={picture}>
      {pages > 1 && <Select label="Page" value={String(page)} onChange={(chosen) => go(`digitize/${id}?page=${chosen}`)}
        options={Array.from({ length: pages }, (_, i) => [String(i + 1), `page ${i + 1} of ${pages}`] as const)} />}
    </HandWork>
  );
}

// A picture in its own pixels; a page of a datasheet in points, as extractions give them.
async function openPage(client: Client, id: number, page: number): Promise<OpenedPage> {
  const image = await client.get<Image>(`/api/image/${id}`);
  if (image.mime_type !== "application/pdf")
    return { image, pages: 1, picture: await decode(await client.blob(`/api/image/${id}/file`), null) };
  const [{ pages }, blob] = await Promise.all([
    client.get<{ pages: { width?: number; height?: number }[] }>(`/api/image/${id}/pages`),
    client.blob(`/api/image/${id}/picture?page=${page}&width=${pagePixels}`),
  ]);
  const { width = 612, height = 792 } = pages[page - 1] ?? {};
  return { image, pages: pages.length, picture: await decode(blob, [0, 0, width, height]) };
}
