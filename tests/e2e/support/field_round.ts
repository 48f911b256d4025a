// The round of the story: 300 people in three districts, some under one roof, and two coordinators for each district.

import { an_incident, a_registrant, somebody } from './builders.ts';
import { sign_in, type Api, type Body } from './client.ts';
import type { Server } from './server.ts';

export interface FieldRound {
  admin: Api;
  incident: Body;
  round: Body;
  districts: Body[];
  /** By district, in the order in which they were added. */
  people: Body[][];
  /** Two for each district. */
  coordinators: Api[][];
}

const k_towns = ['飯泉', '鴨宮', '酒匂'];

export async function a_field_round(server: Server, people_each: number): Promise<FieldRound> {
  const admin = await sign_in(server, 'admin');
  const districts: Body[] = [];
  const people: Body[][] = [];
  const coordinators: Api[][] = [];
  for (const [index, town] of k_towns.entries()) {
    const [lat, lng] = [35.27 + index * 0.01, 139.16 + index * 0.01];
    const ring = [[lng - 0.006, lat - 0.004], [lng + 0.006, lat - 0.004], [lng + 0.006, lat + 0.004], [lng - 0.006, lat + 0.004], [lng - 0.006, lat - 0.004]];
    const district = await admin.make('/districts', {
      code: `f${index}`, name: `${town}地区`, name_kana: 'チク', lat, lng, cell: [ring],
    });
    districts.push(district);
    const made: Body[] = [];
    for (let n = 0; n < people_each; n += 1) {
      // Every tenth lives with the one before.
      const house = n % 10 === 1 ? n - 1 : n;
      made.push(
        await admin.make('/registrants', a_registrant(district.id, {
          name: `要配 ${town}${n}`,
          address: `小田原市${town}${house + 1}番地`,
          lat: lat + ((house % 10) - 5) * 0.0007,
          lng: lng + (Math.floor(house / 10) - 5) * 0.0009,
        })),
      );
    }
    people.push(made);
    const pair = [0, 1].map(() => somebody(admin, 'coordinator', { district_ids: [district.id] }));
    coordinators.push(await Promise.all(pair));
  }
  const incident = await admin.make('/incidents', an_incident());
  const round = await admin.make(`/incidents/${incident.id}/rounds`, { name: '第1回' });
  return { admin, incident, round, districts, people, coordinators };
}

export const is_open_status = (status: string): boolean => ['unconfirmed', 'checking', 'unreachable'].includes(status);
