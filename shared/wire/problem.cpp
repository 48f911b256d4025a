#include "shared/wire/problem.hpp"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <array>
#include <string>
#include <utility>

#include "shared/domain/plan.hpp"
#include "shared/wire/encode.hpp"

namespace musubi::wire {
namespace {

using std::string_view_literals::operator""sv;

constexpr auto k_words = std::to_array<ProblemWords>({
    {Code::malformed, 400, "malformed", "送られた内容を読み取れませんでした", "The request could not be read",
     "何も変わっていません。画面を開き直して、もう一度送ってください。",
     "Nothing was changed. Reload the page and send it again."},
    {Code::key_missing, 400, "key_missing", "送信番号がありません", "The idempotency key is missing",
     "何も変わっていません。画面を開き直して、もう一度送ってください。",
     "Nothing was changed. Send an Idempotency-Key header holding a UUID."},
    {Code::not_signed_in, 401, "not_signed_in", "ログインしてください", "Please sign in",
     "書いた内容は画面に残っています。ログインすると続けられます。",
     "What you wrote is still on the screen. Sign in to go on."},
    {Code::sign_in_failed, 401, "sign_in_failed", "ログインできませんでした", "Sign-in failed",
     "ログイン名とパスワードをもう一度お確かめください。わからないときはセンターにご連絡ください。",
     "Please check the login and the password. If you do not know them, ask the centre."},
    {Code::forbidden, 403, "forbidden", "この方の情報や操作は担当だけが扱えます",
     "Only the people in charge may do this", "何も変わっていません。必要なときはセンターの職員にご相談ください。",
     "Nothing was changed. If you need this, ask the staff of the centre."},
    {Code::not_found, 404, "not_found", "この番号の記録は見当たりません", "There is no such record here",
     "名前や番号でさがしてみてください。担当の地区の外の記録は表示されません。",
     "Try a search by name or number. Records outside your districts are not shown."},
    {Code::method_not_allowed, 405, "method_not_allowed", "この操作はここではできません",
     "This method is not available here", "何も変わっていません。前の画面に戻ってやり直してください。",
     "Nothing was changed. Go back and try again."},
    {Code::timed_out, 408, "timed_out", "時間内に受け取れませんでした", "The request took too long",
     "電波のよい所で、同じ内容をもう一度送ってください。二重にはなりません。",
     "Send the same request again with the same key. It will not be doubled."},
    {Code::too_large, 413, "too_large", "送る内容が大きすぎます", "The request is too large",
     "何も変わっていません。分けて送ってください。", "Nothing was changed. Send it in smaller parts."},
    {Code::unsupported_type, 415, "unsupported_type", "この形式は受け取れません", "This content type is not supported",
     "何も変わっていません。案内にある形式で送ってください。",
     "Nothing was changed. Send one of the types that the contract names."},
    {Code::uri_too_long, 414, "uri_too_long", "リンクが長すぎます", "The address is too long",
     "条件を減らして、もう一度開いてください。", "Use fewer conditions and open it again."},
    {Code::headers_too_large, 431, "headers_too_large", "送信の見出しが大きすぎます", "The headers are too large",
     "ブラウザーを開き直して、もう一度ログインしてください。", "Reopen the browser and sign in again."},
    {Code::wrong_state, 409, "wrong_state", "先に別の操作がありました", "Something else happened first",
     "何も変わっていません。今の状態を見て、できる操作から選んでください。",
     "Nothing was changed. Look at the state now and choose one of the steps that are possible."},
    {Code::place_taken, 409, "place_taken", "先に必要な人数が決まりました", "All places were taken first",
     "お申し出ありがとうございます。ほかのお願いをごらんください。",
     "Thank you for your offer. Please look at the other requests."},
    {Code::offer_expired, 409, "offer_expired", "返事の期限が過ぎました", "The time to answer is over",
     "まだ手伝えるときは、センターにお電話ください。", "If you can still help, please call the centre."},
    {Code::offer_withdrawn, 409, "offer_withdrawn", "このお願いは取り下げられました", "This offer was withdrawn",
     "行かなくて大丈夫です。ほかのお願いをごらんください。",
     "You do not need to go. Please look at the other requests."},
    {Code::already_exists, 409, "already_exists", "すでに登録があります", "It is already registered",
     "書いた内容は残っています。今ある登録を開くか、別の名前にしてください。",
     "What you wrote is kept. Open the existing record or choose another name."},
    {Code::round_closed, 409, "round_closed", "この回の安否確認は終わりました", "This check round is closed",
     "書いた内容は残っています。今の回を開いて、もう一度記録してください。",
     "What you wrote is kept. Open the current round and record it again."},
    {Code::incident_closed, 409, "incident_closed", "この災害対応は終了しています", "This incident is closed",
     "何も変わっていません。続きはふだんの受付に記録してください。",
     "Nothing was changed. Record what follows as an everyday need."},
    {Code::plan_moved, 409, "plan_moved", "計画のあとで、状況が変わりました", "The world moved since the plan was made",
     "まだ何も決まっていません。変わった所を見て、除いて決めるか、計算しなおすかを選んでください。",
     "Nothing was committed. Look at what moved, then commit without it or plan again."},
    {Code::helper_first, 409, "helper_first", "前回の方の返事を待っています", "The helper of last time is asked first",
     "何も変わっていません。返事か期限を待つか、お願いする方を選んで送ってください。",
     "Nothing was changed. Wait for the answer or its time limit, or choose whom to ask."},
    {Code::server_running, 409, "server_running", "動いているサーバーがあります", "A server is running on this data",
     "何も変わっていません。画面から操作するか、サーバーを止めてからやり直してください。",
     "Nothing was changed. Use the running server, or stop it first and try again."},
    {Code::wave_running, 409, "wave_running", "もう順番にお願いしています", "People are being asked already",
     "何も変わっていません。今のお願いの様子を見てください。やり直すときは、先に止めてください。",
     "Nothing was changed. Look at the running wave, or stop it first."},
    {Code::pack_ended, 409, "pack_ended", "この端末の名簿は使えなくなりました",
     "This device's list may not be used any more",
     "送信待ちの記録は残っています。電波のある所でログインし、新しい名簿を受け取ってください。",
     "What waits to be sent is kept. Sign in where there is signal and take a new list."},
    {Code::stale_edit, 412, "stale_edit", "ほかの人が先に変えました", "Somebody changed it first",
     "書いた内容は残っています。今の内容と見くらべて、どちらにするか選んでください。",
     "What you wrote is kept. Compare it with the present state and choose."},
    {Code::condition_missing, 428, "condition_missing", "どの版を変えるのかがわかりません",
     "The version to change is not named", "何も変わっていません。画面を開き直して、もう一度変えてください。",
     "Nothing was changed. Send an If-Match header holding the version."},
    {Code::invalid, 422, "invalid", "直していただきたい所があります", "Some fields need correction",
     "書いた内容は残っています。印のついた所を直して、もう一度送ってください。",
     "What you wrote is kept. Correct the marked fields and send it again."},
    {Code::key_reused, 422, "key_reused", "同じ送信番号で別の内容が届きました",
     "The same key came with another request",
     "先に送った内容はそのままです。画面を開き直して、もう一度送ってください。",
     "The first request stands. Send this one with a new key."},
    {Code::unknown_reference, 422, "unknown_reference", "選んだ相手が見当たりません", "What it refers to is not there",
     "書いた内容は残っています。一覧から選び直してください。", "What you wrote is kept. Choose again from the list."},
    {Code::below_accepted, 422, "below_accepted", "決まった人数より少なくはできません",
     "There are more accepted helpers than that", "何も変わっていません。先に、決まった方の取り下げをしてください。",
     "Nothing was changed. Withdraw an accepted offer first."},
    {Code::no_candidates, 422, "no_candidates", "今お願いできる人がいません", "There is nobody to ask now",
     "何も変わっていません。日時や人数、条件を見直してください。",
     "Nothing was changed. Review the time, the number of people and the conditions."},
    {Code::not_in_drill, 422, "not_in_drill", "訓練ではこの操作はできません", "This is not possible in a drill",
     "何も変わっていません。訓練の記録は、ふだんの記録に残りません。",
     "Nothing was changed. A drill leaves nothing in the real records."},
    {Code::only_in_drill, 422, "only_in_drill", "これは訓練だけの操作です", "This is possible in a drill only",
     "何も変わっていません。実際の災害の記録は消せません。",
     "Nothing was changed. The records of a real incident cannot be wiped."},
    {Code::change_impossible, 422, "change_impossible", "この変更はできません", "This change is not possible",
     "計画は変わっていません。印のついた理由を見て、別の人か別の依頼を選んでください。",
     "The plan is as it was. Look at the reason and choose another person or another need."},
    {Code::category_not_allowed, 422, "category_not_allowed", "この地区の生活応援隊では受けていない内容です",
     "The district's policy does not take this kind of work",
     "書いた内容は残っています。内容を見直すか、職員が理由を書いて受けてください。",
     "What you wrote is kept. Choose another kind of work, or let the staff take it with a reason."},
    {Code::job_too_long, 422, "job_too_long", "この地区の決まりより長い時間です",
     "It takes longer than the district's policy allows",
     "書いた内容は残っています。時間を短くするか、職員が理由を書いて受けてください。",
     "What you wrote is kept. Shorten it, or let the staff take it with a reason."},
    {Code::too_many, 429, "too_many", "続けて送られたため、少し休んでいます", "Too many requests",
     "何も変わっていません。少し待ってから、もう一度お試しください。",
     "Nothing was changed. Wait a little and try again."},
    {Code::busy, 503, "busy", "ただいま混み合っています", "The server is busy",
     "書いた内容は残っています。少し待ってから、同じ内容を送ってください。二重にはなりません。",
     "What you wrote is kept. Wait a little and send it again with the same key. It will not be doubled."},
    {Code::storage_full, 503, "storage_full", "記録する場所がいっぱいです", "The storage is full",
     "書いた内容は残っています。紙にも控え、センターの管理者にお知らせください。",
     "What you wrote is kept. Note it on paper too, and tell the administrator of the centre."},
    {Code::broken, 500, "broken", "サーバーの不具合で、できませんでした", "A fault of the server stopped this",
     "書いた内容は残っています。少し待って、もう一度送ってください。続くときは管理者にお知らせください。",
     "What you wrote is kept. Wait a little and send it again. If it goes on, tell the administrator."},
});

// A row for every code, at its own index: a new enumerator without words does not compile (its row is missing), and
// neither do two rows that changed places.
constexpr std::size_t k_codes = static_cast<std::size_t>(Code::broken) + 1;
constexpr bool is_complete() {
  if (k_words.size() != k_codes) return false;
  for (std::size_t i = 0; i < k_words.size(); ++i) {
    const ProblemWords& row = k_words[i];
    if (static_cast<std::size_t>(row.code) != i || row.status < 400 || row.status > 599) return false;
    if (row.wire_code.empty() || row.title_ja.empty() || row.title_en.empty()) return false;
    if (row.detail_ja.empty() || row.detail_en.empty()) return false;
  }
  return true;
}
static_assert(is_complete(), "every Code needs its row, in the order of the enumerators; `broken` stays the last");

constexpr std::array k_field_messages{std::pair{"required"sv, "ここを入力してください"sv},
                                      std::pair{"type"sv, "入力の種類がちがいます"sv},
                                      std::pair{"too_long"sv, "長すぎます。短くしてください"sv},
                                      std::pair{"too_short"sv, "短すぎます"sv},
                                      std::pair{"out_of_range"sv, "決められた範囲から選んでください"sv},
                                      std::pair{"unknown"sv, "この項目は受け取れません"sv},
                                      std::pair{"format"sv, "書き方をお確かめください"sv},
                                      std::pair{"unknown_reference"sv, "選んだ相手が見当たりません"sv},
                                      std::pair{"above_needed"sv, "必要な人数より多くはできません"sv},
                                      std::pair{"below_needed"sv, "必要な人数より少なくはできません"sv}};

}  // namespace

const ProblemWords& words_of(Code code) {
  const auto at = static_cast<std::size_t>(code);
  return k_words[at < k_words.size() ? at : static_cast<std::size_t>(Code::broken)];
}

int http_status(Code code) { return words_of(code).status; }

std::string_view wire_code(Code code) { return words_of(code).wire_code; }

std::string_view field_message(std::string_view code) {
  const auto* const row =
      std::ranges::find(k_field_messages, code, &std::pair<std::string_view, std::string_view>::first);
  return row == k_field_messages.end() ? "ここをお確かめください"sv : row->second;
}

Json problem(const Error& error) {
  const ProblemWords& words = words_of(error.code);
  Json errors = Json::array();
  const bool is_moved = error.code == Code::plan_moved;  // its fields name what moved, not what was sent
  for (const auto& field : is_moved ? std::vector<FieldError>{} : error.fields)
    errors.push_back(
        {{"field", field.field}, {"code", field.code}, {"message", std::string(field_message(field.code))}});
  Json out{{"type", "/problems/" + std::string(words.wire_code)},
           {"title", std::string(words.title_ja)},
           {"title_en", std::string(words.title_en)},
           {"detail", std::string(words.detail_ja)},
           {"detail_en", std::string(words.detail_en)},
           {"status", words.status},
           {"code", std::string(words.wire_code)},
           {"errors", std::move(errors)},
           {"next", error.next}};
  if (is_moved) out["moved"] = encode(domain::moved_from(error.fields));
  return out;
}

}  // namespace musubi::wire
