// Digitizing a picture by hand, from nothing: choose the picture, then box, values and lines.
import { useLoaded } from "../lib/use_loaded.ts";
import { decode } from "../figure/load_figure.ts";
import type { Image } from "../api/types.ts";
import { Failure, Skeleton } from "../ui/parts.tsx";
import { useSession } from "../ui/session.ts";
import { ChoosePicture } from "./choose_picture.tsx";
import { HandWork } from "./hand_work.tsx";

export function DigitizePage({ image }: { image: number | null }) {
  if (image === null) return <ChoosePicture />;
  return <OpenPicture id={image} />;
}

function OpenPicture({ id }: { id: number }) {
  const { client } = useSession();
  const loaded = useLoaded(`picture/${id}`, async () => {
    const [image, blob] = await Promise.all([
      client.get<Image>(`/api/image/${id}`), client.blob(`/api/image/${id}/file`),
    ]);
    return { image, picture: await decode(blob, null) };
  });
  if (loaded.error) return <Failure error={loaded.error} retry={loaded.reload} />;
  if (!loaded.value) return <Skeleton lines={10} />;
  return <HandWork key={id} image={loaded.value.image} picture={loaded.value.picture} />;
}
