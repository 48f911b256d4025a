// The cross that keys move: readable on any ground, its middle free.
import { mercator_x, mercator_y } from '../../state/board_dots';
import type { MapPoint } from '../../wire/types';
import type { Frame } from './canvas_layer';
import type { Look } from './look';

export function paint_aim(frame: Frame, look: Look, at: MapPoint): void {
  const { pen } = frame;
  const x = frame.x_of(mercator_x(at.lng));
  const y = frame.y_of(mercator_y(at.lat));
  const arm = look.rem * 1.5;
  const gap = look.rem * 0.25;
  pen.setLineDash([]);
  const strokes: [string, number][] = [['#fff', 7], [look.ink, 3]];
  for (const [colour, width] of strokes) {
    pen.beginPath();
    for (const [dx, dy] of [[1, 0], [-1, 0], [0, 1], [0, -1]] as const) {
      pen.moveTo(x + dx * gap, y + dy * gap);
      pen.lineTo(x + dx * arm, y + dy * arm);
    }
    pen.moveTo(x + arm * 0.6, y);
    pen.arc(x, y, arm * 0.6, 0, Math.PI * 2);
    pen.lineWidth = width;
    pen.strokeStyle = colour;
    pen.stroke();
  }
}
