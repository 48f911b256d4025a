// Reads the JSON lines of a bench and writes them as a table for people.
import { createInterface } from 'node:readline'

const range = (low, high) => (low === undefined ? '' : ` [${low} - ${high}]`)

const columns = [
  ['goal', (row) => row.id],
  ['what', (row) => row.name],
  ['value', (row) => `${row.value} ${row.unit}${range(row.min, row.max)}`],
  ['beside', (row) => row.reference ?? '-'],
  ['times as good', (row) => (row.ratio == null ? '-' : `${row.ratio}${range(row.ratio_min, row.ratio_max)}`)],
  ['runs', (row) => `${row.runs}`],
]

const widths = [4, 30, 30, 12, 24, 4]
const line = (cells) => console.log(cells.map((cell, i) => cell.padEnd(widths[i])).join('  ').trimEnd())

line(columns.map(([head]) => head))
for await (const text of createInterface({ input: process.stdin })) {
  const row = JSON.parse(text)
  line(columns.map(([, cell]) => cell(row)))
}
