import type { JSX } from 'preact';
import { district_name } from '../net/districts';
import { place_marks, hazard_of, type PlaceMark } from '../state/map_layers';
import type { OffMap } from '../state/off_map';
import { moment } from '../ui';
import type { Hazard, IncidentKind, MapNote } from '../wire/types';
import { areas, places } from './ground';
import { NoteWords } from './note_panel';
import { figure } from './words';
import { tl } from './words_layers';

/** Everything that is drawn on the map beside the people of the districts, as tables: the same in words. */
export function MapLists(props: {
  kind: IncidentKind;
  notes: readonly MapNote[];
  off: OffMap;
  has_dots: boolean;
}): JSX.Element {
  const words = tl.value;
  const hazard = hazard_of(props.kind);
  const marks = place_marks(places.value, hazard);
  return (
    <div class="map-lists">
      {props.has_dots && <OffMapTable off={props.off} />}
      <NoteTable notes={props.notes} />
      <PlaceTable marks={marks} hazard={hazard} />
      <h3>{words.lists.areas}</h3>
      <ul>
        {areas.value.filter((area) => area.kind === 'hazard').map((area) => (
          <li key={area.id}>{`${words.hazard[area.hazard as Hazard]}　${area.title}`}</li>
        ))}
      </ul>
      {!areas.value.some((area) => area.kind === 'hazard') && <p>{words.lists.no_areas}</p>}
    </div>
  );
}

export function NoteTable(props: { notes: readonly MapNote[] }): JSX.Element {
  const words = tl.value;
  return (
    <table class="ml">
      <caption>{words.lists.notes}</caption>
      <thead>
        <tr>
          <th scope="col">{words.lists.kind}</th>
          <th scope="col">{words.lists.district}</th>
          <th scope="col">{words.lists.text}</th>
          <th scope="col">{words.lists.time}</th>
        </tr>
      </thead>
      <tbody>
        {props.notes.map((note) => (
          <tr key={note.id}>
            <th scope="row">{words.note.word[note.kind]}</th>
            <td>{district_name(note.district_id)}</td>
            <td><NoteWords note={note} /></td>
            <td class="nb">{moment(note.made_at)}</td>
          </tr>
        ))}
        {props.notes.length === 0 && <tr><td colSpan={4}>{words.note.none}</td></tr>}
      </tbody>
    </table>
  );
}

function PlaceTable(props: { marks: readonly PlaceMark[]; hazard: Hazard | null }): JSX.Element {
  const words = tl.value;
  const use = (mark: PlaceMark): string =>
    mark.is_shelter && mark.is_site ? words.lists.both : mark.is_site ? words.lists.site : words.lists.shelter;
  return (
    <table class="ml">
      <caption>{words.lists.places}</caption>
      <thead>
        <tr>
          <th scope="col">{words.lists.name}</th>
          <th scope="col">{words.lists.use}</th>
          <th scope="col">{words.lists.hazards}</th>
        </tr>
      </thead>
      <tbody>
        {props.marks.map((mark) => (
          <tr key={`${mark.name}${mark.lat}`}>
            <th scope="row">{mark.name}</th>
            <td>
              {use(mark)}
              {!mark.is_usable && props.hazard && <b> {words.legend.unusable(words.hazard[props.hazard])}</b>}
            </td>
            <td>{mark.hazards.map((one) => words.hazard[one as Hazard]).join('・') || words.lists.no_hazard}</td>
          </tr>
        ))}
        {props.marks.length === 0 && <tr><td colSpan={3}>{words.lists.no_places}</td></tr>}
      </tbody>
    </table>
  );
}

export function OffMapTable(props: { off: OffMap }): JSX.Element {
  const words = tl.value.lists;
  const { placeless, outside, outside_by_district } = props.off;
  return (
    <>
      <table class="ml">
        <caption>{words.outside_title}</caption>
        <thead>
          <tr>
            <th scope="col">{words.outside}</th>
            <th scope="col" class="num">{words.people}</th>
          </tr>
        </thead>
        <tbody>
          {placeless > 0 && <tr><th scope="row">{words.placeless}</th><td class="num">{figure(placeless)}</td></tr>}
          {outside_by_district.map((row) => (
            <tr key={row.district_id}>
              <th scope="row">{words.outside_of(district_name(row.district_id))}</th>
              <td class="num">{figure(row.count)}</td>
            </tr>
          ))}
          {placeless + outside === 0 && <tr><td colSpan={2}>{words.outside_none}</td></tr>}
        </tbody>
      </table>
      {outside > 0 && <p class="dim">{words.outside_hint}</p>}
    </>
  );
}
