// A column of dates in; points on a line of time with their names, or with numbers a curve, out.
import { axisBottom, axisLeft, axisTop } from "d3-axis"
import { scaleLinear, scaleUtc } from "d3-scale"
import { create } from "d3-selection"
import { line as path } from "d3-shape"
import { cut } from "./bars.js"

const ROW = 24
const TOP = 24
const LETTER = 7.8
const DAY = 86_400_000

// A year alone, a month or a day of XSD as a moment.
export function moment(text) {
  const [, year, month = "01", day = "01"] = /^(-?\d{4,})(?:-(\d\d))?(?:-(\d\d))?/.exec(text) ?? []
  const found = new Date(0)
  found.setUTCFullYear(Number(year), Number(month) - 1, Number(day))
  return found
}

function extent(dates) {
  const [first, last] = [Math.min(...dates), Math.max(...dates)]
  const margin = Math.max((last - first) * 0.04, DAY * 30)
  return [new Date(first - margin), new Date(last + margin)]
}

export function timeline(cells, view, width) {
  const rows = cells
    .map((row) => ({ date: moment(row[view.at].raw), raw: row[view.at].raw, words: row[view.label].words }))
    .sort((one, other) => one.date - other.date)
  const height = TOP + rows.length * ROW + 8
  const across = scaleUtc(extent(rows.map((row) => row.date)), [8, width - 8])
  const svg = create("svg").attr("viewBox", [0, 0, width, height]).attr("class", "picture")
  svg.append("g").attr("class", "axis").attr("transform", `translate(0,${TOP})`)
    .call(axisTop(across).ticks(Math.max(2, Math.floor(width / 110))).tickSize(-(height - TOP)))
  const row = svg.append("g").selectAll("g").data(rows).join("g")
    .attr("transform", (one, number) => `translate(${across(one.date)},${TOP + ROW * (number + 0.75)})`)
  row.append("title").text((one) => `${one.raw}: ${one.words}`)
  row.append("circle").attr("class", "bar").attr("r", 5)
  const isLeft = (one) => across(one.date) > width / 2
  const room = (one) => Math.floor((isLeft(one) ? across(one.date) : width - across(one.date)) / LETTER) - 3
  row.append("text").attr("class", "name").attr("dy", ".35em")
    .attr("x", (one) => (isLeft(one) ? -10 : 10))
    .attr("text-anchor", (one) => (isLeft(one) ? "end" : "start"))
    .text((one) => cut(`${one.raw} ${one.words}`, room(one)))
  return svg.node()
}

export function line(cells, view, width) {
  const rows = cells
    .map((row) => ({ date: moment(row[view.at].raw), raw: row[view.at].raw, value: Number(row[view.value].raw) }))
    .sort((one, other) => one.date - other.date)
  const height = Math.min(320, width * 0.6)
  const values = rows.map((row) => row.value)
  const across = scaleUtc(extent(rows.map((row) => row.date)), [48, width - 16])
  const up = scaleLinear([Math.min(0, ...values), Math.max(0, ...values)], [height - 28, 16]).nice(5)
  const svg = create("svg").attr("viewBox", [0, 0, width, height]).attr("class", "picture")
  svg.append("g").attr("class", "axis").attr("transform", `translate(0,${height - 28})`)
    .call(axisBottom(across).ticks(Math.max(2, Math.floor(width / 110))))
  svg.append("g").attr("class", "axis").attr("transform", "translate(48,0)")
    .call(axisLeft(up).ticks(5).tickSize(-(width - 64)))
  const curve = path((row) => across(row.date), (row) => up(row.value))
  svg.append("path").attr("class", "curve").attr("d", curve(rows))
  const point = svg.append("g").selectAll("circle").data(rows).join("circle").attr("class", "bar").attr("r", 4)
    .attr("cx", (row) => across(row.date)).attr("cy", (row) => up(row.value))
  point.append("title").text((row) => `${row.raw}: ${row.value}`)
  return svg.node()
}
