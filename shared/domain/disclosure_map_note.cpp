// Who reads the words of a 災害地図メモ.
#include "shared/domain/disclosure.hpp"
#include "shared/domain/map_note.hpp"

namespace musubi::domain {

std::optional<Disclosed<MapNoteView>> Policy::map_note(const Actor& actor, MapNoteView view) {
  if (!actor.signed_in || actor.role == Role::volunteer) return std::nullopt;
  const bool theirs = actor.is_desk() || (actor.role == Role::coordinator && actor.has_district(view.note.district_id));
  // That a road is closed concerns everybody who sees the map; what was written about it may name a household.
  view.shows_text = theirs || view.note.public_text;
  if (!view.shows_text) view.note.text.reset();
  if (!theirs) {
    view.made_by_name.reset();
    view.note.made_by.reset();
    view.note.ended_by.reset();
  }
  return Disclosed<MapNoteView>(std::move(view));
}

}  // namespace musubi::domain
