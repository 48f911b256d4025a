// The live map of the board. Only this folder knows Leaflet: it moves the view, everything on it is our own canvas.
import * as leaflet from 'leaflet';
import 'leaflet/dist/leaflet.css';
import { is_untouched, type BoardData } from '../../state/board';
import { aggregate, mercator_x, mercator_y, step_for, type Cell } from '../../state/board_dots';
import { district_at, metres_per_px, type Box } from '../../state/board_plan';
import type { District, Id, MapArea, MapPoint, MapSources, Place } from '../../wire/types';
import { add_base, add_hazard_tiles, base_kind } from './base_map';
import { CanvasLayer, type Frame } from './canvas_layer';
import { k_nothing_laid, LaidPainter, type Laid } from './laid';
import { read_look, type Look } from './look';
import { paint_aim } from './paint_aim';
import { DotPainter } from './paint_dots';
import { paint_ground, paint_marked, shapes_of, type Shape } from './paint_ground';
import { paint_callouts, paint_names, paint_town_marks, type CalloutText, type KeptPlaces, type NameText } from './paint_labels';
import { paint_needs } from './paint_needs';
import { paint_outline, rings_of_area, type Ring } from './paint_outline';
import { paint_rings, ring_box, rings_of } from './paint_rings';

/** Below this the grid of rings, from here on dots: more could not be told apart. */
const k_dots_from_zoom = 14;
const k_town_names_from_zoom = 13;

export interface View {
  has_dots: boolean;
  /** Cells on a side of one ring. */
  step: number;
  metres_per_px: number;
  is_whole: boolean;
}

export interface BoardMapPorts {
  is_interactive: boolean;
  /** Places covered by legend and notes, in pixels of the box. */
  covered: () => Box[];
  on_view: (view: View) => void;
  on_hover: (district: Id | null) => void;
  on_base_cut: (is_cut: boolean) => void;
  on_press: (at: MapPoint, district: Id | null) => void;
}

export interface Scene {
  data: BoardData;
  now: number;
  marked: Id | null;
  callouts: { district: Id; head: string; body: string }[];
  laid: Laid;
  /** The cross that keys move. */
  aim: MapPoint | null;
}

export class BoardMap {
  private readonly map: leaflet.Map;
  private readonly layer: CanvasLayer;
  private readonly watch: ResizeObserver;
  private look: Look = read_look();
  private dots: DotPainter = new DotPainter(this.look.status);
  private readonly laid = new LaidPainter();
  private districts: District[] = [];
  private shapes: Shape[] = [];
  private outline: Ring[] = [];
  private names: NameText[] = [];
  private bounds: leaflet.LatLngBounds | null = null;
  private scene: Scene | null = null;
  private cells: { stamp: number; step: number; list: Cell[]; store: unknown; has_needs: boolean } | null = null;
  private readonly places: KeptPlaces = { key: '', boxes: [] };
  private sources: MapSources | null = null;
  private sheets: { hazard: string | null; layers: leaflet.Layer[] } = { hazard: null, layers: [] };
  private covered = '';
  private has_base = false;
  private is_whole = true;
  private is_fitting = false;
  private is_closed = false;

  constructor(
    box: HTMLElement,
    private readonly ports: BoardMapPorts,
  ) {
    const { is_interactive } = ports;
    this.map = leaflet.map(box, {
      zoomControl: false, attributionControl: false, keyboard: false, zoomSnap: 0, zoomAnimation: false,
      fadeAnimation: false, inertia: false, minZoom: 8, maxZoom: 18, boxZoom: false, doubleClickZoom: is_interactive,
      dragging: is_interactive, scrollWheelZoom: is_interactive, touchZoom: is_interactive,
    });
    this.map.setView([35.26, 139.16], 12);
    this.layer = new CanvasLayer((frame) => this.paint(frame)).addTo(this.map);
    this.map.on('movestart', () => (this.is_whole = this.is_fitting));
    if (is_interactive) {
      this.map.on('mousemove', (event) => ports.on_hover(district_at(this.districts, event.latlng.lng, event.latlng.lat)));
      this.map.on('mouseout', () => ports.on_hover(null));
      this.map.on('click', ({ latlng: { lat, lng } }) => ports.on_press({ lat, lng }, this.nearest(lng, lat)));
    }
    this.watch = new ResizeObserver(() => this.resized());
    this.watch.observe(box);
  }

  set_ground(districts: readonly District[], towns: readonly Place[], areas: readonly MapArea[]): void {
    this.districts = [...districts];
    this.shapes = shapes_of(districts);
    this.outline = rings_of_area(areas.find((area) => area.kind === 'boundary'));
    this.laid.set_areas(areas);
    const names = this.shapes.map(({ x, y, name }) => ({ x, y, text: name, is_district: true }));
    const towns_at = towns.map((town) => ({
      x: mercator_x(town.lng), y: mercator_y(town.lat), text: town.name, is_district: false,
    }));
    this.names = [...names, ...towns_at];
    const boundary = areas.filter((area) => area.kind === 'boundary').flatMap((area) => area.parts);
    const points = boundary.length
      ? boundary.flatMap((part) => part.rings.flat()).map(([lng = 0, lat = 0]): [number, number] => [lat, lng])
      : districts.flatMap((district): [number, number][] => [
          [district.lat, district.lng],
          ...(district.cell ?? []).flat().map(([lng = 0, lat = 0]): [number, number] => [lat, lng]),
        ]);
    this.bounds = points.length ? leaflet.latLngBounds(points) : null;
    this.whole();
  }

  async set_base(sources: MapSources): Promise<void> {
    this.sources = sources;
    this.layer.ask();
    if (base_kind(sources) === 'none') return;
    const layer = await add_base(this.map, sources, (is_cut) => {
      this.has_base = !is_cut;
      this.ports.on_base_cut(is_cut);
      this.layer.ask();
    });
    if (this.is_closed) layer?.remove();
    this.has_base = layer !== null;
    this.layer.ask();
  }

  show(scene: Scene): void {
    this.scene = scene;
    this.lay_sheets(scene.laid);
    this.layer.ask();
  }

  zoom_by(steps: number): void {
    this.map.setZoom(this.map.getZoom() + steps);
  }

  look_at(point: MapPoint): void {
    this.map.setView([point.lat, point.lng], Math.max(15, this.map.getZoom()), { animate: false });
  }

  /** Where the cross begins: in the middle of the view, or at `from`, brought into it. */
  aim_at(from: MapPoint | null): MapPoint {
    if (from) return this.in_view(from);
    const { lat, lng } = this.map.getCenter();
    return { lat, lng };
  }

  /** So many pixels on; the map follows, so that the cross stays clear of what lies over its edges. */
  aim_by(at: MapPoint, right: number, down: number): MapPoint {
    const { lat, lng } = this.map.unproject(this.map.project(at).add([right, down]));
    return this.in_view({ lat, lng });
  }

  zoom_around(at: MapPoint, steps: number): void {
    this.map.setZoomAround(at, this.map.getZoom() + steps);
  }

  private in_view(at: MapPoint): MapPoint {
    const { x, y } = this.map.getSize();
    this.map.panInside(at, { padding: [x / 3, y / 3], animate: false });
    return at;
  }

  /** The whole city, as the wall shows it. */
  whole(): void {
    if (!this.bounds) return;
    const pad = this.look.rem * 1.25;
    this.is_fitting = true;
    this.map.fitBounds(this.bounds, { padding: [pad, pad], animate: false });
    this.is_fitting = false;
    this.is_whole = true;
    this.layer.ask();
  }

  close(): void {
    this.is_closed = true;
    this.watch.disconnect();
    this.map.remove();
  }

  /** The district that holds the place, else the nearest. */
  nearest(lng: number, lat: number): Id | null {
    const inside = district_at(this.districts, lng, lat);
    if (inside !== null) return inside;
    const far = (one: District): number => Math.hypot(one.lat - lat, (one.lng - lng) * 0.82);
    return [...this.districts].sort((a, b) => far(a) - far(b))[0]?.id ?? null;
  }

  private lay_sheets(laid: Laid): void {
    const hazard = laid.layers.has('hazard_tiles') ? laid.hazard : null;
    if (!this.sources || this.sheets.hazard === hazard) return;
    for (const layer of this.sheets.layers) layer.remove();
    this.sheets = { hazard, layers: add_hazard_tiles(this.map, this.sources, hazard) };
  }

  private resized(): void {
    this.look = read_look();
    const { is_whole } = this;
    this.map.invalidateSize({ animate: false, pan: false });
    if (is_whole) this.whole();
    this.layer.ask();
  }

  private paint(frame: Frame): void {
    const { look, scene } = this;
    const { pen } = frame;
    const laid = scene?.laid ?? k_nothing_laid;
    const has_under = this.has_base || this.sheets.layers.length > 0;
    if (this.outline.length) paint_outline(frame, look, this.outline, this.shapes, has_under);
    else paint_ground(frame, look, this.shapes, has_under);
    if (laid.layers.has('areas')) this.laid.paint_under(frame, laid);
    const has_people = laid.layers.has('people') && !laid.is_counts_only;
    const has_dots = has_people && scene !== null && scene.data.store.is_exact && frame.zoom >= k_dots_from_zoom;
    const step = step_for((frame.scale / 360) * 0.01, look.rem * 1.9);
    const taken = this.ports.covered();
    // Labels keep their places, but not under a legend that has grown since.
    const covered = taken.map((one) => `${Math.round(one.x)},${Math.round(one.y)},${Math.round(one.w)},${Math.round(one.h)}`).join();
    if (covered !== this.covered) this.places.key = '';
    this.covered = covered;
    const marked = scene?.marked && this.shapes.find((shape) => shape.id === scene.marked);
    if (marked) paint_marked(frame, look, marked);
    if (scene && laid.is_counts_only) this.laid.paint_counts(frame, look, this.shapes, laid, taken, this.places);
    else if (scene && frame.zoom >= k_dots_from_zoom && scene.data.store.is_exact) this.paint_close(frame, scene, taken);
    else if (scene) this.paint_grid(frame, scene, step, taken);
    if (scene?.aim) paint_aim(frame, look, scene.aim);
    pen.setLineDash([]);
    const per_px = metres_per_px(this.map.getCenter().lat, frame.zoom);
    this.ports.on_view({ has_dots, step, metres_per_px: per_px, is_whole: this.is_whole });
  }

  private paint_close(frame: Frame, scene: Scene, taken: readonly Box[]): void {
    const { look } = this;
    const { laid } = scene;
    if (!this.has_base) paint_names(frame, look, [...this.laid.names(frame, laid), ...this.names], taken, true);
    if (laid.layers.has('people')) this.dots.paint(frame, scene.data.store, look.rem * (frame.zoom >= 16 ? 0.36 : 0.27));
    if (laid.layers.has('needs')) paint_needs(frame, look, scene.data.needs.values());
    this.laid.paint_places(frame, look, laid);
    this.laid.paint_over(frame, look, this.shapes, laid);
  }

  private paint_grid(frame: Frame, scene: Scene, step: number, covered: readonly Box[]): void {
    const { look } = this;
    const { laid } = scene;
    const rings = laid.layers.has('people') ? rings_of(frame, this.cells_of(scene, step), step) : [];
    const ring_boxes = rings.map(ring_box);
    if (!this.has_base) paint_town_marks(frame, look, this.names, ring_boxes);
    const place_boxes = this.laid.paint_places(frame, look, laid, rings.length > 0);
    paint_rings(frame, look, rings, scene.now);
    const laid_boxes = this.laid.paint_over(frame, look, this.shapes, laid, rings.length > 0);
    const texts = this.is_whole && laid.layers.has('people') ? scene.callouts.flatMap((one) => this.callout(one)) : [];
    const boxes = paint_callouts(frame, look, texts, [...covered, ...laid_boxes, ...place_boxes, ...ring_boxes], this.places);
    if (!this.has_base) {
      const named = new Set(scene.callouts.map((one) => one.district));
      const names = this.names.filter((name) => !name.is_district || !this.is_named(name, named));
      const has_towns = frame.zoom >= k_town_names_from_zoom;
      paint_names(frame, look, names, [...covered, ...laid_boxes, ...place_boxes, ...ring_boxes, ...boxes], has_towns);
    }
  }

  private is_named(name: NameText, named: ReadonlySet<Id>): boolean {
    return this.is_whole && this.shapes.some((shape) => shape.name === name.text && named.has(shape.id));
  }

  private callout(one: Scene['callouts'][number]): CalloutText[] {
    const shape = this.shapes.find((each) => each.id === one.district);
    return shape ? [{ x: shape.x, y: shape.y, head: one.head, body: one.body }] : [];
  }

  /** Sums only when dots, needs or the grid changed; moving the view alone costs no sum. */
  private cells_of(scene: Scene, step: number): Cell[] {
    const { data } = scene;
    const { store } = data;
    const has_needs = scene.laid.layers.has('needs');
    const known = this.cells;
    if (known && known.store === store && known.stamp === store.stamp && known.step === step && known.has_needs === has_needs)
      return known.list;
    const oldest = (id: Id): number => {
      const since = data.progress.get(id)?.oldest_open_since;
      return since ? Date.parse(since) : Infinity;
    };
    const untouched = has_needs ? [...data.needs.values()].filter(is_untouched) : [];
    const list = aggregate(store, untouched, step, oldest);
    this.cells = { stamp: store.stamp, step, list, store, has_needs };
    return list;
  }
}
