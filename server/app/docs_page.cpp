#include "server/app/docs_page.hpp"

#include "server/api/routes.hpp"

namespace musubi::app {

net::Reply docs_page() {
  std::string rows;
  for (const auto& route : api::routes()) {
    rows += "<tr><td>";
    rows += net::name_of(route.method);
    rows += "</td><td><code>";
    rows += route.pattern;
    rows += "</code></td></tr>\n";
  }
  net::Reply reply;
  reply.headers.push_back({"content-type", "text/html; charset=utf-8"});
  reply.headers.push_back({"cache-control", "no-store"});
  reply.headers.push_back({"content-security-policy", "default-src 'none'; frame-ancestors 'none'"});
  reply.headers.push_back({"x-content-type-options", "nosniff"});
  reply.body =
      "<!doctype html>\n<html lang=\"en\"><meta charset=\"utf-8\"><title>Musubi API</title>\n<h1>Musubi API</h1>\n"
      "<p>The contract with every member, code and right: <a href=\"/openapi.json\">openapi.json</a> (OpenAPI 3.1). "
      "Live updates: a WebSocket at <code>/api/v1/live</code>.</p>\n<table>\n" +
      rows + "</table>\n";
  return reply;
}

}  // namespace musubi::app
