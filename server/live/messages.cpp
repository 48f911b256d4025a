#include "server/live/messages.hpp"

#include "shared/wire/json.hpp"
#include "shared/wire/problem.hpp"

namespace musubi::live {
namespace {

Frame framed(std::string text) { return std::make_shared<const std::string>(std::move(text)); }

std::string head(std::string_view type, const Topic& topic) {
  return "{\"type\":\"" + std::string(type) + "\",\"topic\":\"" + topic.text() + "\"";
}

}  // namespace

std::optional<Said> parse_said(std::string_view text) {
  const auto json = wire::parse_json(text);
  if (!json || !json->is_object()) return std::nullopt;
  const auto type = json->find("type");
  if (type == json->end() || !type->is_string()) return std::nullopt;
  Said said;
  if (*type == "pong") {
    said.kind = Said::Kind::pong;
    return said;
  }
  if (*type != "subscribe" && *type != "unsubscribe") return std::nullopt;
  const auto topic = json->find("topic");
  if (topic == json->end() || !topic->is_string() || topic->get_ref<const std::string&>().size() > 80)
    return std::nullopt;
  said.topic_text = topic->get<std::string>();
  if (const auto since = json->find("since"); since != json->end() && !since->is_null()) {
    if (!since->is_number_integer()) return std::nullopt;
    said.since = since->get<std::int64_t>();
  }
  const auto parsed = Topic::parse(said.topic_text);
  said.kind = !parsed                ? Said::Kind::unknown_topic
              : *type == "subscribe" ? Said::Kind::subscribe
                                     : Said::Kind::unsubscribe;
  if (parsed) said.topic = *parsed;
  return said;
}

Frame snapshot_frame(const Topic& topic, std::int64_t seq, std::string_view data) {
  return framed(head("snapshot", topic) + ",\"seq\":" + std::to_string(seq) + ",\"data\":" + std::string(data) + '}');
}

Frame events_frame(const Topic& topic, std::int64_t seq, std::string_view events) {
  return framed(head("events", topic) + ",\"seq\":" + std::to_string(seq) + ",\"events\":" + std::string(events) + '}');
}

Frame resync_frame(const Topic& topic, std::string_view reason) {
  return framed(head("resync", topic) + ",\"reason\":\"" + std::string(reason) + "\"}");
}

Frame ping_frame(std::int64_t seq, Instant now) {
  return framed("{\"type\":\"ping\",\"seq\":" + std::to_string(seq) + ",\"now\":\"" + now.text() + "\"}");
}

Frame problem_frame(std::string_view topic, const Error& error) {
  const auto& words = wire::words_of(error.code);
  const wire::Json message{{"type", "problem"},
                           {"topic", topic},
                           {"code", words.wire_code},
                           {"title", words.title_ja},
                           {"title_en", words.title_en}};
  return framed(message.dump(-1, ' ', false, wire::Json::error_handler_t::replace));
}

}  // namespace musubi::live
