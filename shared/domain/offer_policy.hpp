#pragma once
// How people are asked, as data of the centre. Bounds are in the schema and in the decoder (shared/wire).

#include "shared/domain/volunteer.hpp"

namespace musubi::domain {

struct OfferPolicy {
  int open_offers_max{3};             // a person, at the same time; 1 … 20
  QuietHours quiet{21 * 60, 7 * 60};  // of whoever has told no own ones
  int reminder_percent{50};           // of an open offer's time; 10 … 90
  int reminder_before_min{30};        // … but at least so long before its end; 5 … 720
  int evening_at{18 * 60};            // minute of the day before a job
  int job_before_min{120};            // 15 … 720
  int wave_expires_in_s{4 * 3600};    // of offers that replace somebody; 600 … 604,800
  int prior_yes{2};                   // Beta prior of the acceptance; 1 … 100
  int prior_no{2};
  int preference_days{180};  // 30 … 365
  int version{1};
};

}  // namespace musubi::domain
