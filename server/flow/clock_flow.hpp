#pragma once
// What happens by itself when its time has come. All of it stands in rows, so that it goes on after a restart, once.

#include "server/flow/env.hpp"

namespace musubi::flow {

// Whether anything is due: a cheap look, twice a second.
bool clock_is_due(Read& r);
// Ends wider phases and offers whose time is over (and asks the next people), sends notices, forgets what is too old; a
// bounded part of each in one transaction, so that nobody waits long behind it.
Result<Outcome> clock_work(Write& w);

}  // namespace musubi::flow
