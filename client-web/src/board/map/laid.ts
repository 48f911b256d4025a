// All that is laid over the ground beside people and needs, painted in its order: areas below, then places, teams, notes.
import type { Box } from '../../state/board_plan';
import type { Layer, PlaceMark } from '../../state/map_layers';
import type { Hazard, MapArea, MapPoint } from '../../wire/types';
import { mercator_x, mercator_y } from '../../state/board_dots';
import type { Frame } from './canvas_layer';
import type { Look } from './look';
import { area_shapes, paint_areas, type AreaShape } from './paint_areas';
import { paint_counts, paint_teams, type CountText, type TeamText } from './paint_counts';
import type { Shape } from './paint_ground';
import type { KeptPlaces, NameText } from './paint_labels';
import { paint_notes, type NoteMark } from './paint_notes';
import { paint_places, place_names } from './paint_places';

export interface Laid {
  layers: ReadonlySet<Layer>;
  /** The danger at hand: which sheets of tiles are laid. */
  hazard: Hazard | null;
  is_counts_only: boolean;
  counts: readonly CountText[];
  places: readonly PlaceMark[];
  notes: readonly NoteMark[];
  teams: readonly TeamText[];
  /** People whose position lies beyond the city: marked with a warning where it is in sight. */
  outside: readonly MapPoint[];
}

export const k_nothing_laid: Laid = {
  layers: new Set(), hazard: null, is_counts_only: false, counts: [], places: [], notes: [], teams: [], outside: [],
};

export class LaidPainter {
  private areas: AreaShape[] = [];

  set_areas(areas: readonly MapArea[]): void {
    this.areas = area_shapes(areas);
  }

  paint_under(frame: Frame, laid: Laid): void {
    if (laid.layers.has('areas')) paint_areas(frame, this.areas);
  }

  /** Below rings, whose figures must stay readable; above dots. */
  paint_places(frame: Frame, look: Look, laid: Laid, has_rings = false): Box[] {
    return laid.layers.has('places') ? paint_places(frame, look, laid.places, has_rings) : [];
  }

  /** Names of shelters close up, for the labels of the map. */
  names(frame: Frame, laid: Laid): NameText[] {
    return laid.layers.has('places') ? place_names(frame, laid.places) : [];
  }

  /** `has_rings`: whose figures come first; the list beside the map tells the teams then. */
  paint_over(frame: Frame, look: Look, shapes: readonly Shape[], laid: Laid, has_rings = false): Box[] {
    for (const point of laid.outside) warning(frame, look, point);
    return [
      ...(laid.layers.has('teams') && !has_rings ? paint_teams(frame, look, shapes, laid.teams) : []),
      ...(laid.layers.has('notes') ? paint_notes(frame, look, laid.notes) : []),
    ];
  }

  paint_counts(
    frame: Frame, look: Look, shapes: readonly Shape[], laid: Laid, covered: readonly Box[], kept: KeptPlaces,
  ): void {
    this.paint_places(frame, look, laid);
    paint_counts(frame, look, shapes, laid.counts, covered, kept);
    if (laid.layers.has('notes')) paint_notes(frame, look, laid.notes);
  }
}

function warning(frame: Frame, look: Look, point: MapPoint): void {
  const { pen } = frame;
  const x = frame.x_of(mercator_x(point.lng));
  const y = frame.y_of(mercator_y(point.lat)) - look.rem * 0.75;
  const r = look.rem * 0.5;
  if (x < 0 || y < 0 || x > frame.width || y > frame.height) return;
  pen.beginPath();
  pen.moveTo(x, y - r);
  pen.lineTo(x + r, y + r * 0.8);
  pen.lineTo(x - r, y + r * 0.8);
  pen.closePath();
  pen.lineJoin = 'round';
  pen.lineWidth = 2;
  pen.strokeStyle = look.ink;
  pen.fillStyle = '#fff';
  pen.fill();
  pen.stroke();
  pen.fillStyle = look.ink;
  pen.fillRect(x - 1, y - r * 0.35, 2, r * 0.6);
  pen.fillRect(x - 1, y + r * 0.4, 2, 2);
}
