// The live map of the board. Only this folder knows Leaflet: it moves the view, everything on it is our own canvas.
import * as leaflet from 'leaflet';
import 'leaflet/dist/leaflet.css';
import { is_untouched, type BoardData } from '../../state/board';
import { aggregate, mercator_x, mercator_y, step_for, type Cell } from '../../state/board_dots';
import { district_at, metres_per_px, type Box } from '../../state/board_plan';
import type { District, Id, MapSources, Place } from '../../wire/types';
import { add_base, base_kind } from './base_map';
import { CanvasLayer, type Frame } from './canvas_layer';
import { read_look, type Look } from './look';
import { DotPainter } from './paint_dots';
import { paint_ground, paint_marked, shapes_of, type Shape } from './paint_ground';
import { paint_callouts, paint_names, paint_town_marks, type CalloutText, type KeptPlaces, type NameText } from './paint_labels';
import { paint_needs } from './paint_needs';
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
}

export interface Scene {
  data: BoardData;
  now: number;
  marked: Id | null;
  callouts: { district: Id; head: string; body: string }[];
}

export class BoardMap {
  private readonly map: leaflet.Map;
  private readonly layer: CanvasLayer;
  private readonly watch: ResizeObserver;
  private look: Look = read_look();
  private dots: DotPainter = new DotPainter(this.look.status);
  private districts: District[] = [];
  private shapes: Shape[] = [];
  private names: NameText[] = [];
  private bounds: leaflet.LatLngBounds | null = null;
  private scene: Scene | null = null;
  private cells: { stamp: number; step: number; list: Cell[] } | null = null;
  private readonly places: KeptPlaces = { key: '', boxes: [] };
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
    }
    this.watch = new ResizeObserver(() => this.resized());
    this.watch.observe(box);
  }

  set_ground(districts: readonly District[], towns: readonly Place[]): void {
    this.districts = [...districts];
    this.shapes = shapes_of(districts);
    const names = this.shapes.map(({ x, y, name }) => ({ x, y, text: name, is_district: true }));
    const towns_at = towns.map((town) => ({
      x: mercator_x(town.lng), y: mercator_y(town.lat), text: town.name, is_district: false,
    }));
    this.names = [...names, ...towns_at];
    const points = districts.flatMap((district): [number, number][] => [
      [district.lat, district.lng],
      ...(district.cell ?? []).flat().map(([lng = 0, lat = 0]): [number, number] => [lat, lng]),
    ]);
    this.bounds = points.length ? leaflet.latLngBounds(points) : null;
    this.whole();
  }

  async set_base(sources: MapSources): Promise<void> {
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
    this.layer.ask();
  }

  zoom_by(steps: number): void {
    this.map.setZoom(this.map.getZoom() + steps);
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
    paint_ground(frame, look, this.shapes, this.has_base);
    const has_dots = scene !== null && scene.data.store.is_exact && frame.zoom >= k_dots_from_zoom;
    const step = step_for((frame.scale / 360) * 0.01, look.rem * 1.9);
    const taken = this.ports.covered();
    const marked = scene?.marked && this.shapes.find((shape) => shape.id === scene.marked);
    if (marked) paint_marked(frame, look, marked);
    if (scene && has_dots) this.paint_close(frame, scene, taken);
    else if (scene) this.paint_grid(frame, scene, step, taken);
    pen.setLineDash([]);
    const per_px = metres_per_px(this.map.getCenter().lat, frame.zoom);
    this.ports.on_view({ has_dots, step, metres_per_px: per_px, is_whole: this.is_whole });
  }

  private paint_close(frame: Frame, scene: Scene, taken: readonly Box[]): void {
    const { look } = this;
    if (!this.has_base) paint_names(frame, look, this.names, taken, true);
    this.dots.paint(frame, scene.data.store, look.rem * (frame.zoom >= 16 ? 0.36 : 0.27));
    paint_needs(frame, look, scene.data.needs.values());
  }

  private paint_grid(frame: Frame, scene: Scene, step: number, covered: readonly Box[]): void {
    const { look } = this;
    const rings = rings_of(frame, this.cells_of(scene, step), step);
    const ring_boxes = rings.map(ring_box);
    if (!this.has_base) paint_town_marks(frame, look, this.names, ring_boxes);
    paint_rings(frame, look, rings, scene.now);
    const texts = this.is_whole ? scene.callouts.flatMap((one) => this.callout(one)) : [];
    const boxes = paint_callouts(frame, look, texts, [...covered, ...ring_boxes], this.places);
    if (!this.has_base) {
      const named = new Set(scene.callouts.map((one) => one.district));
      const names = this.names.filter((name) => !name.is_district || !this.is_named(name, named));
      const has_towns = frame.zoom >= k_town_names_from_zoom;
      paint_names(frame, look, names, [...covered, ...ring_boxes, ...boxes], has_towns);
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
    const { stamp } = data.store;
    const known = this.cells;
    if (known && known.stamp === stamp && known.step === step) return known.list;
    const oldest = (id: Id): number => {
      const since = data.progress.get(id)?.oldest_open_since;
      return since ? Date.parse(since) : Infinity;
    };
    const untouched = [...data.needs.values()].filter(is_untouched);
    const list = aggregate(data.store, untouched, step, oldest);
    this.cells = { stamp, step, list };
    return list;
  }
}
