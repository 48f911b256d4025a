#include "shared/domain/kanji_forms.hpp"

#include <string_view>

namespace musubi::domain {
namespace {

// Pairs: the other form, then the usual one. Collected from what stands in family registers and rosters; 齋 and 齊 are
// not the same letter as 斎 and 斉 in a register, but people and clerks write all four for one family.
constexpr std::u32string_view k_pairs =
    U"髙高﨑崎嵜崎碕崎澤沢濵浜濱浜邊辺邉辺齋斎齊斎斉斎廣広櫻桜眞真德徳國国嶋島嶌島惠恵瀨瀬曾曽𠮷吉槙槇桒桑冨富龍竜舘館"
    U"圓円彌弥黑黒關関淺浅條条橫横榮栄壽寿藏蔵增増寬寛黃黄緖緒靑青"
    U"鄕郷卽即淸清靜静實実寶宝將将收収敍叙濟済澁渋應応佛仏兒児單単圍囲壯壮學学會会檢検權権歸帰氣気豐豊"
    U"禮礼禰祢稻稲總総聰聡聲声萬万藝芸處処號号覺覚譽誉讓譲轉転辯弁遙遥鄰隣醫医鐵鉄鑛鉱顯顕驛駅鷄鶏麥麦"
    U"齡齢戶戸內内步歩每毎吳呉强強槗橋𣘺橋埜野峯峰嶽岳岺嶺薗園來来亞亜假仮傳伝價価劍剣勳勲"
    U"龜亀瀧滝乘乗倂併與与"
    // the compatibility forms, which an editor may turn into the usual ones without telling
    U"\ufa12\u6674\ufa10\u585a\uf9dc\u9686\ufa1b\u798f\ufa1a\u7965\ufa19\u795e\ufa1e\u7fbd\ufa11\u5d0e";
static_assert(k_pairs.size() % 2 == 0);

}  // namespace

char32_t usual_kanji(char32_t c) {
  if (c < 0x3400) return c;
  for (std::size_t i = 0; i < k_pairs.size(); i += 2)
    if (k_pairs[i] == c) return k_pairs[i + 1];
  return c;
}

}  // namespace musubi::domain
