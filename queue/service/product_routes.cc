#include "queue/service/product_archive.h"
#include "queue/service/representation.h"
#include "queue/service/router.h"

namespace curvespice::queue {
namespace {

std::optional<std::string> text(const Json& body, const char* name) {
  return body.contains(name) ? std::optional(body.at(name).get<std::string>()) : std::nullopt;
}

HttpResponse create_product(ServiceContext& context, const HttpRequest& request) {
  const Json& body = request.json;
  Product product;
  product.name = text(body, "name").value_or("");
  product.manufacturer = text(body, "manufacturer").value_or("");
  product.part_number = text(body, "part_number").value_or("");
  product.device_type = text(body, "device_type").value_or("");
  product.package = text(body, "package").value_or("");
  product.description = text(body, "description").value_or("");
  return reply(context.store.create_product(product), product_json, 201);
}

HttpResponse get_product(ServiceContext& context, const HttpRequest& request) {
  return reply(context.store.product(request.id()), product_json);
}

HttpResponse put_product(ServiceContext& context, const HttpRequest& request) {
  const Json& body = request.json;
  ProductChange change;
  change.name = text(body, "name");
  change.manufacturer = text(body, "manufacturer");
  change.part_number = text(body, "part_number");
  change.device_type = text(body, "device_type");
  change.package = text(body, "package");
  change.description = text(body, "description");
  return reply(context.store.update_product(request.id(), change), product_json);
}

HttpResponse delete_product(ServiceContext& context, const HttpRequest& request) {
  const bool cascade = text_in(request, "cascade") == "true";
  const Status deleted = context.store.delete_product(request.id(), cascade);
  return deleted.ok() ? json_response({{"deleted", true}}) : refusal(deleted.error());
}

HttpResponse list_products(ServiceContext& context, const HttpRequest&) {
  return reply(context.store.products(), [](const std::vector<Product>& products) {
    Json list = Json::array();
    for (const Product& product : products) list.push_back(product_json(product));
    return Json{{"products", list}};
  });
}

HttpResponse get_export(ServiceContext& context, const HttpRequest& request) {
  const auto product = context.store.product(request.id());
  if (!product.ok()) return refusal(product.error());
  const auto archive = export_product(context, *product);
  if (!archive.ok()) return refusal(archive.error());
  HttpResponse response;
  response.content_type = "application/zip";
  response.file = *archive;
  response.remove_file = true;
  response.headers = {{"Content-Disposition", "attachment; filename=\"" +
                                                  clean_filename(product->part_number) + ".zip\""}};
  return response;
}

HttpResponse post_import(ServiceContext& context, const HttpRequest& request) {
  if (request.files.size() != 1)
    return refusal(422, "bad_input", "send one archive, as 'export' of a product gives it",
                   "multipart/form-data with one part named 'file'", "file");
  Json queue = Json::object();
  if (const auto id = number_in(request, "queue")) queue["queue_id"] = *id;
  const auto queue_id = queue_id_from(context, queue);
  if (!queue_id.ok()) return refusal(queue_id.error());
  return reply(
      import_product(context, request.files.front().path, *queue_id),
      [](const ImportedProduct& imported) {
        return Json{{"product", product_json(imported.product)},
                    {"images", imported.images},
                    {"jobs", imported.jobs}};
      },
      201);
}

}  // namespace

std::vector<Route> product_routes() {
  return {{"POST", "/api/product/create", create_product},
          {"GET", "/api/product/{id}", get_product},
          {"PUT", "/api/product/{id}", put_product},
          {"DELETE", "/api/product/{id}", delete_product},
          {"GET", "/api/product/{id}/export", get_export},
          {"POST", "/api/product/import", post_import},
          {"GET", "/api/products", list_products}};
}

}  // namespace curvespice::queue
