#pragma once
// 災害地図メモ on the incident's topic: the note as it is now, with its words where this audience may read them.

#include "server/app/event_text.hpp"
#include "server/flow/map_note_flow.hpp"
#include "shared/wire/map_note.hpp"

namespace musubi::app {

// False where the audience learns nothing of it.
inline bool put_map_note(EventText& out, flow::Read& r, const domain::Event& e) {
  if (!e.subject_id) return false;
  const auto note = flow::read_map_note(r, MapNoteId(*e.subject_id));
  if (!note) return false;
  out.put("map_note", wire::encode(*note));
  return true;
}

}  // namespace musubi::app
