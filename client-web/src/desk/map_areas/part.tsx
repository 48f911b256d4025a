import type { JSX } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import { api } from '../../net/api';
import { Button, error_words, moment, ProblemNotice, SelectField, TextField, toast } from '../../ui';
import { k_hazards, type Hazard, type MapArea, type Problem } from '../../wire/types';
import { map_areas_words } from './words';

const k_timeout_ms = 120_000;

const name_of = (area: Pick<MapArea, 'kind' | 'title'>): string => area.title || map_areas_words.value.kinds[area.kind];
const points_of = (area: MapArea): number =>
  area.parts.flatMap((part) => part.rings).reduce((sum, ring) => sum + ring.length, 0);

/** The outline of the city and hazard areas: brought as GeoJSON, seen, taken off again. */
export function MapAreasPart(): JSX.Element {
  const words = map_areas_words.value;
  const [areas, set_areas] = useState<readonly MapArea[] | null>(null);
  const [problem, set_problem] = useState<Problem | null>(null);
  const read = async (): Promise<void> => {
    const reply = await api.get<{ items: MapArea[] }>('/map-areas', { timeout_ms: k_timeout_ms });
    set_problem(reply.ok ? null : reply.problem);
    if (reply.ok) set_areas(reply.data.items);
  };
  useEffect(() => void read(), []);
  return (
    <>
      <h1 class="form-title">{words.title}</h1>
      <p>{words.note}</p>
      <NewArea on_done={() => void read()} />
      <ProblemNotice problem={problem} />
      {areas?.length === 0 && <p class="notice notice-info">{words.none}</p>}
      {areas !== null && areas.length > 0 && <Known areas={areas} on_change={() => void read()} />}
    </>
  );
}

function NewArea(props: { on_done: () => void }): JSX.Element {
  const words = map_areas_words.value;
  const [kind, set_kind] = useState<MapArea['kind']>('boundary');
  const [title, set_title] = useState('');
  const [hazard, set_hazard] = useState<Hazard>('flood');
  const [source, set_source] = useState('');
  const [file, set_file] = useState<File | null>(null);
  const [problem, set_problem] = useState<Problem | null>(null);
  const [is_busy, set_busy] = useState(false);
  const is_hazard = kind === 'hazard';
  const put = async (): Promise<void> => {
    set_busy(true);
    set_problem(null);
    const geojson = await file!.text().then(JSON.parse).catch(() => null) as unknown;
    if (geojson === null) toast(words.unreadable, { kind: 'error' });
    else {
      const body = { kind, geojson, source: source.trim() || null, ...(is_hazard && { title: title.trim(), hazard }) };
      const reply = await api.post<MapArea>('/map-areas', body, { timeout_ms: k_timeout_ms });
      if (reply.ok) {
        toast(words.done(name_of(reply.data)));
        props.on_done();
      } else set_problem(reply.problem);
    }
    set_busy(false);
  };
  const wrong = problem?.errors?.filter((error) => error.field.startsWith('geojson')) ?? [];
  return (
    <div class="form narrow">
      <SelectField
        label={words.kind}
        name="kind"
        value={kind}
        options={(['boundary', 'hazard'] as const).map((value) => ({ value, label: words.kinds[value] }))}
        onChange={(next) => set_kind(next || 'boundary')}
      />
      {is_hazard && (
        <>
          <TextField label={words.name} name="title" problem={problem} value={title} required max_length={120} onInput={set_title} />
          <SelectField
            label={words.hazard}
            name="hazard"
            value={hazard}
            options={k_hazards.map((value) => ({ value, label: words.hazards[value] }))}
            onChange={(next) => set_hazard(next || 'flood')}
          />
        </>
      )}
      <TextField label={words.source} name="source" problem={problem} value={source} max_length={120} onInput={set_source} />
      <label class="field">
        <span class="field-label">{words.file}</span>
        <input
          class="input"
          type="file"
          accept=".geojson,.json,application/geo+json,application/json"
          onChange={(event) => set_file(event.currentTarget.files?.[0] ?? null)}
        />
      </label>
      <ProblemNotice problem={problem}>
        {wrong.map((error) => <p key={error.field}>{words.where(`${error.field}（${error_words(error)}）`)}</p>)}
      </ProblemNotice>
      <p class="row-wrap">
        <Button kind="main" disabled={!file || is_busy || (is_hazard && title.trim() === '')} onClick={() => void put()}>
          {words.put}
        </Button>
      </p>
    </div>
  );
}

function Known(props: { areas: readonly MapArea[]; on_change: () => void }): JSX.Element {
  const words = map_areas_words.value;
  const [problem, set_problem] = useState<Problem | null>(null);
  const drop = async (area: MapArea): Promise<void> => {
    const reply = await api.delete<null>(`/map-areas/${area.id}`);
    set_problem(reply.ok ? null : reply.problem);
    if (!reply.ok) return;
    toast(words.dropped(name_of(area)));
    props.on_change();
  };
  return (
    <>
      <h2 class="form-title">{words.known}</h2>
      <ProblemNotice problem={problem} />
      <div class="wide-table" tabIndex={0} role="region" aria-label={words.known}>
        <table class="tbl">
          <thead>
            <tr>
              <th scope="col">{words.kind}</th>
              <th scope="col">{words.name}</th>
              <th scope="col">{words.source}</th>
              <th scope="col" class="num">{words.points}</th>
              <th scope="col">{words.changed}</th>
              <th scope="col"><span class="sr">{words.drop}</span></th>
            </tr>
          </thead>
          <tbody>
            {props.areas.map((area) => (
              <tr key={area.id}>
                <td>{words.kinds[area.kind]}{area.hazard && `　${words.hazards[area.hazard]}`}</td>
                <td>{area.title}</td>
                <td>{area.source}</td>
                <td class="num">{points_of(area).toLocaleString('ja')}</td>
                <td class="nb">{moment(area.changed_at)}</td>
                <td>
                  <Button small label={`${words.drop} ${name_of(area)}`} onClick={() => void drop(area)}>{words.drop}</Button>
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </>
  );
}
