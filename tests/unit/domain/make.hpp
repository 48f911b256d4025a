#pragma once
// Invented people and needs for the tests of the domain.

#include <string>

#include "shared/domain/account.hpp"
#include "shared/domain/need.hpp"
#include "shared/domain/offer.hpp"
#include "shared/domain/registrant.hpp"
#include "shared/domain/volunteer.hpp"

namespace musubi::domain::make {

template <class T>
T id(int n) {
  T out;
  out.bytes[14] = static_cast<std::uint8_t>(n >> 8);
  out.bytes[15] = static_cast<std::uint8_t>(n & 0xff);
  return out;
}

inline const DistrictId k_home = id<DistrictId>(1);
inline const DistrictId k_elsewhere = id<DistrictId>(2);
inline constexpr Instant k_now{1'795'393'800'000};  // 2026-11-23 09:30 in Japan, a Monday

inline Need need(NeedStatus status = NeedStatus::match_waiting) {
  Need n;
  n.id = id<NeedId>(100);
  n.number = 412;
  n.district_id = k_home;
  n.title = "草取り";
  n.detail = "庭の奥まで";
  n.status = status;
  n.requester = Requester{"見本 花子", "ミホン ハナコ", "0465-00-0001", "長女"};
  n.address = "神奈川県小田原市見本町1-2-3";
  n.town = "見本町";
  n.position = Position{35.2512, 139.1523};
  n.position_source = PositionSource::given;
  n.survey_memo = "二人で足りる";
  n.crisis_reason = "独居";
  n.hazards = "段差";
  n.registrant_id = id<RegistrantId>(900);
  n.people_needed = 3;
  return n;
}

inline Offer offer(int n, OfferStatus status = OfferStatus::open) {
  Offer o;
  o.id = id<OfferId>(n);
  o.need_id = id<NeedId>(100);
  o.volunteer_id = id<VolunteerId>(n);
  o.status = status;
  o.made_at = k_now.plus_s(-3600);
  o.expires_at = k_now.plus_s(3600);
  return o;
}

inline Volunteer volunteer(int n) {
  Volunteer v;
  v.id = id<VolunteerId>(n);
  v.number = n;
  v.name = "手伝 一郎";
  v.name_kana = "テツダイ イチロウ";
  v.phone = "090-0000-0002";
  v.email = "ichiro@example.jp";
  v.position = Position{35.2600, 139.1600};
  v.district_id = k_home;
  v.note = "腰に不安";
  v.consent_at = k_now;
  return v;
}

inline Registrant registrant(bool consented) {
  Registrant r;
  r.id = id<RegistrantId>(900);
  r.district_id = k_home;
  r.name = "要支援 太郎";
  r.address = "神奈川県小田原市見本町9-9";
  r.support_level = 3;
  r.support_reasons = {"walking"};
  r.support_note = "杖";
  r.supporters = {{"近所 次郎", "0465-00-0003"}};
  r.plan_shelter = "見本小学校";
  r.plan_route = "東の道";
  r.plan_keys = "隣家";
  r.family_note = "長男は遠方";
  r.consented = consented;
  return r;
}

inline Actor actor(Role role) {
  Actor a;
  a.account_id = id<AccountId>(static_cast<int>(role) + 1);
  a.role = role;
  a.signed_in = true;
  if (role == Role::coordinator) a.districts = {k_home};
  if (role == Role::volunteer) a.volunteer_id = id<VolunteerId>(1);
  return a;
}

inline Actor coordinator_of(const DistrictId& district) {
  Actor a = actor(Role::coordinator);
  a.districts = {district};
  return a;
}

}  // namespace musubi::domain::make
