#include "queue/service/fetch_url.h"
#include "queue/service/picture_size.h"
#include "queue/service/representation.h"
#include "queue/service/router.h"

namespace curvespice::queue {
namespace {

// Takes an uploaded file into the store; adds its JSON to `list`.
Status keep(ServiceContext& context, const ReceivedFile& file, std::optional<Id> product,
            Json& list) {
  const auto size = picture_size(file.path);
  CURVESPICE_ASSIGN(const StoredContent stored, context.content.adopt(file.path));
  Image image;
  image.product_id = product;
  image.filename = clean_filename(file.filename);
  image.file_path = ContentStore::relative_path(stored.sha256);
  image.mime_type = mime_type_of(image.filename);
  image.sha256 = stored.sha256;
  image.file_size = stored.bytes;
  if (size) {
    image.width = size->width;
    image.height = size->height;
  }
  CURVESPICE_ASSIGN(const Image created, context.store.create_image(image));
  list.push_back(image_json(created, stored.was_known));
  return {};
}

HttpResponse upload(ServiceContext& context, const HttpRequest& request) {
  if (request.files.empty())
    return refusal(422, "bad_input", "there is no file in the request",
                   "send multipart/form-data with one part named 'file' for each file", "file");
  Json list = Json::array();
  for (const ReceivedFile& file : request.files) {
    const Status kept = keep(context, file, number_in(request, "product"), list);
    if (!kept.ok()) return refusal(kept.error());
  }
  return json_response({{"images", list}}, 201);
}

HttpResponse fetch_image(ServiceContext& context, const HttpRequest& request) {
  const auto product = member_or<Id>(request.json, "product_id", 0);
  const auto file = fetch_url(request.json.at("url").get<std::string>(), context.state / "uploads");
  if (!file.ok()) return refusal(file.error());
  Json list = Json::array();
  const Status kept = keep(
      context, *file, product.ok() && *product != 0 ? std::optional(*product) : std::nullopt, list);
  std::error_code ignored;
  std::filesystem::remove(file->path, ignored);
  return kept.ok() ? json_response({{"images", list}}, 201) : refusal(kept.error());
}

HttpResponse list_images(ServiceContext& context, const HttpRequest& request) {
  return reply(context.store.images(number_in(request, "product")),
               [](const std::vector<Image>& images) {
                 Json list = Json::array();
                 for (const Image& image : images) list.push_back(image_json(image));
                 return Json{{"images", list}};
               });
}

HttpResponse get_image(ServiceContext& context, const HttpRequest& request) {
  return reply(context.store.image(request.id()),
               [](const Image& image) { return image_json(image); });
}

HttpResponse delete_image(ServiceContext& context, const HttpRequest& request) {
  const auto image = context.store.image(request.id());
  if (!image.ok()) return refusal(image.error());
  const Status deleted = context.store.delete_image(image->id);
  if (!deleted.ok()) return refusal(deleted.error());
  const auto used = context.store.is_content_used(image->sha256);
  if (used.ok() && !*used) context.content.remove(image->sha256);
  return json_response({{"deleted", true}});
}

HttpResponse get_image_file(ServiceContext& context, const HttpRequest& request) {
  const auto image = context.store.image(request.id());
  if (!image.ok()) return refusal(image.error());
  HttpResponse response;
  response.content_type = image->mime_type;
  response.file = context.content.path_of(image->sha256);
  response.headers = {{"Content-Security-Policy", "sandbox"}};
  return response;
}

constexpr std::int64_t kThumbnail = 240, kScreen = 1200;  // pixels across

HttpResponse picture_response(const std::filesystem::path& file) {
  HttpResponse response;
  response.content_type = "image/png";
  response.file = file;
  response.headers = {{"Cache-Control", "private, max-age=3600"}};
  return response;
}

// A picture that nobody asked for before is made while the client waits, and nobody else does.
HttpResponse picture(ServiceContext& context, const HttpRequest& request, std::int64_t page,
                     std::int64_t pixels) {
  const auto image = context.store.image(request.id());
  if (!image.ok()) return refusal(image.error());
  const PictureWish wish{image->sha256,
                         context.content.path_of(image->sha256),
                         image->width.value_or(0),
                         image->height.value_or(0),
                         page,
                         pixels};
  if (const auto made = context.pictures.picture(wish))
    return made->ok() ? picture_response(**made) : refusal(made->error().in(image->filename));
  HttpResponse later = refusal(503, "busy", "the picture is not drawn yet", "ask again");
  later.ready = [&pictures = context.pictures, wish] { return pictures.is_made(wish); };
  later.wait_ms = 30'000;
  return later;
}

HttpResponse get_thumbnail(ServiceContext& context, const HttpRequest& request) {
  return picture(context, request, 1, kThumbnail);
}

HttpResponse get_picture(ServiceContext& context, const HttpRequest& request) {
  return picture(context, request, number_in(request, "page").value_or(1),
                 number_in(request, "width").value_or(kScreen));
}

HttpResponse get_pages(ServiceContext& context, const HttpRequest& request) {
  const auto image = context.store.image(request.id());
  if (!image.ok()) return refusal(image.error());
  const auto sizes = page_sizes(context.content.path_of(image->sha256));
  if (!sizes.ok()) return refusal(sizes.error().in(image->filename));
  Json pages = Json::array();
  for (const PageSize& size : *sizes)
    pages.push_back(size.width > 0 ? Json{{"width", size.width}, {"height", size.height}}
                                   : Json::object());
  return json_response({{"pages", pages}});
}

}  // namespace

std::vector<Route> image_routes() {
  return {{"POST", "/api/images", upload},
          {"POST", "/api/images/fetch", fetch_image},
          {"GET", "/api/images", list_images},
          {"GET", "/api/image/{id}", get_image},
          {"DELETE", "/api/image/{id}", delete_image},
          {"GET", "/api/image/{id}/file", get_image_file},
          {"GET", "/api/image/{id}/thumbnail", get_thumbnail},
          {"GET", "/api/image/{id}/picture", get_picture},
          {"GET", "/api/image/{id}/pages", get_pages}};
}

}  // namespace curvespice::queue
