#include "extractor/document/image/decode.h"

#include <cstddef>
#include <cstdint>
#include <memory>
#include <utility>
#include <vector>

#include <leptonica/allheaders.h>

namespace curvespice {
namespace {

struct PixDestroyer {
  void operator()(PIX* pix) const { pixDestroy(&pix); }
};
using PixPointer = std::unique_ptr<PIX, PixDestroyer>;

PixPointer decode(std::string_view bytes, ImageKind kind, int number) {
  const auto* data = reinterpret_cast<const l_uint8*>(bytes.data());
  if (kind != ImageKind::tiff) return PixPointer(pixReadMem(data, bytes.size()));
  std::size_t offset = 0;
  PixPointer page;
  for (int k = 0; k < number; ++k) {
    page.reset(pixReadMemFromMultipageTiff(data, bytes.size(), &offset));
    if (!page || (offset == 0 && k + 1 < number)) return nullptr;
  }
  return page;
}

// By the table of EXIF 2.3, 4.6.4 A: first mirrored left to right, then turned clockwise.
PixPointer upright(PixPointer pix, int orientation) {
  const bool mirrored =
      orientation == 2 || orientation == 4 || orientation == 5 || orientation == 7;
  const int quarter_turns[] = {0, 0, 0, 2, 2, 3, 1, 1, 3};
  const int turns = quarter_turns[orientation];
  if (mirrored) pix.reset(pixFlipLR(nullptr, pix.get()));
  if (turns != 0) pix.reset(pixRotateOrth(pix.get(), turns));
  return pix;
}

// 32 bits a pixel whatever it was; an alpha channel, also one in the palette, is kept.
PixPointer full_color(PixPointer pix) {
  l_int32 opaque = 1;
  if (PIXCMAP* palette = pixGetColormap(pix.get())) pixcmapIsOpaque(palette, &opaque);
  if (opaque == 0) return PixPointer(pixRemoveColormap(pix.get(), REMOVE_CMAP_WITH_ALPHA));
  if (pixGetDepth(pix.get()) == 32) return pix;
  return PixPointer(pixConvertTo32(pix.get()));
}

std::uint8_t on_white(l_uint32 channel, l_uint32 alpha) {
  return static_cast<std::uint8_t>((channel * alpha + 255 * (255 - alpha) + 127) / 255);
}

RasterImage to_rgb(PIX* pix) {
  const int width = pixGetWidth(pix), height = pixGetHeight(pix);
  const bool transparent = pixGetSpp(pix) == 4;
  std::vector<std::uint8_t> rgb;
  rgb.reserve(3 * static_cast<std::size_t>(width) * static_cast<std::size_t>(height));
  for (int y = 0; y < height; ++y) {
    const l_uint32* row = pixGetData(pix) + static_cast<std::ptrdiff_t>(y) * pixGetWpl(pix);
    for (int x = 0; x < width; ++x) {
      const l_uint32 alpha = transparent ? row[x] & 0xFF : 255;
      for (int shift = 24; shift >= 8; shift -= 8)
        rgb.push_back(on_white(row[x] >> shift & 0xFF, alpha));
    }
  }
  return {width, height, std::move(rgb)};
}

}  // namespace

Result<DecodedImage> decode_image(std::string_view bytes, const ImageHeader& header, int number) {
  setMsgSeverity(L_SEVERITY_NONE);  // what it has to say comes back as our own sentence
  PixPointer pix = decode(bytes, header.kind, number);
  if (!pix) return Error{ErrorCode::bad_input, "the image is damaged or cut off"};
  if (header.kind == ImageKind::jpeg) pix = upright(std::move(pix), exif_orientation(bytes));
  const double resolution = pixGetXRes(pix.get());
  pix = full_color(std::move(pix));
  if (!pix) return Error{ErrorCode::bad_input, "the image's pixels cannot be read as colours"};
  return DecodedImage{to_rgb(pix.get()), resolution};
}

}  // namespace curvespice
