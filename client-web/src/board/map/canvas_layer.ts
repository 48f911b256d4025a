// One canvas that stays glued to the map's frame. Asking for a redraw costs nothing; one frame draws once.
import * as leaflet from 'leaflet';

export interface Frame {
  pen: CanvasRenderingContext2D;
  /** CSS pixels. */
  width: number;
  height: number;
  ratio: number;
  zoom: number;
  /** World coordinates (0 to 1) to pixels of the frame. */
  x_of: (world: number) => number;
  y_of: (world: number) => number;
  scale: number;
  left: number;
  top: number;
}

export class CanvasLayer extends leaflet.Layer {
  private readonly canvas = document.createElement('canvas');
  private frame = 0;

  constructor(private readonly draw: (frame: Frame) => void) {
    super();
    this.canvas.className = 'board-canvas';
  }

  override onAdd(map: leaflet.Map): this {
    map.getPanes().overlayPane.append(this.canvas);
    map.on('move zoom viewreset resize moveend', this.ask, this);
    this.ask();
    return this;
  }

  override onRemove(map: leaflet.Map): this {
    map.off('move zoom viewreset resize moveend', this.ask, this);
    cancelAnimationFrame(this.frame);
    this.frame = 0;
    this.canvas.remove();
    return this;
  }

  ask(): void {
    this.frame ||= requestAnimationFrame(() => {
      this.frame = 0;
      this.paint();
    });
  }

  private paint(): void {
    const map = this._map;
    if (!map) return;
    const { x: width, y: height } = map.getSize();
    const ratio = devicePixelRatio || 1;
    if (width === 0 || height === 0) return;
    const { canvas } = this;
    if (canvas.width !== Math.round(width * ratio) || canvas.height !== Math.round(height * ratio)) {
      canvas.width = Math.round(width * ratio);
      canvas.height = Math.round(height * ratio);
      canvas.style.width = `${width}px`;
      canvas.style.height = `${height}px`;
    }
    leaflet.DomUtil.setPosition(canvas, map.containerPointToLayerPoint([0, 0]));
    const pen = canvas.getContext('2d');
    if (!pen) return;
    pen.setTransform(ratio, 0, 0, ratio, 0, 0);
    pen.clearRect(0, 0, width, height);
    const zoom = map.getZoom();
    const scale = 256 * 2 ** zoom;
    const origin = map.project(map.getCenter(), zoom);
    const left = origin.x - width / 2;
    const top = origin.y - height / 2;
    this.draw({
      pen, width, height, ratio, zoom, scale, left, top,
      x_of: (world) => world * scale - left,
      y_of: (world) => world * scale - top,
    });
  }
}
