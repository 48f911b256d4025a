#pragma once
// The list of routes as a page for people: made of the route table itself, so that it cannot grow old. The contract in
// full is /openapi.json.

#include "server/net/http.hpp"

namespace musubi::app {

net::Reply docs_page();

}  // namespace musubi::app
