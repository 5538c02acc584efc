// A column of names and one of numbers in; bars, one a row, out.
import { axisTop } from "d3-axis"
import { scaleBand, scaleLinear } from "d3-scale"
import { create } from "d3-selection"

const BAR = 28
const TOP = 24
const LETTER = 7.8

export function cut(words, most) {
  return words.length > most ? `${words.slice(0, most - 1)}…` : words
}

export function bars(cells, view, width) {
  const rows = cells.map((row) => ({ words: row[view.label].words, value: Number(row[view.value].raw) }))
  const most = Math.max(8, Math.floor((width * 0.45) / LETTER))
  const left = Math.min(width * 0.45, LETTER * Math.max(...rows.map((row) => Math.min(row.words.length, most))) + 8)
  const height = TOP + rows.length * BAR
  const values = rows.map((row) => row.value)
  const across = scaleLinear([Math.min(0, ...values), Math.max(0, ...values)], [left, width - 48]).nice(5)
  const down = scaleBand(rows.keys(), [TOP, height]).padding(0.25)
  const svg = create("svg").attr("viewBox", [0, 0, width, height]).attr("class", "picture")
  const ticks = Math.max(2, Math.min(8, Math.floor((width - left) / 70)))
  svg.append("g").attr("class", "axis").attr("transform", `translate(0,${TOP})`)
    .call(axisTop(across).ticks(ticks).tickSize(-(height - TOP)))
  const row = svg.append("g").selectAll("g").data(rows).join("g")
  row.append("title").text((one) => `${one.words}: ${one.value}`)
  row.append("rect").attr("class", "bar").attr("rx", 2)
    .attr("x", (one) => across(Math.min(0, one.value))).attr("y", (_, number) => down(number))
    .attr("width", (one) => Math.abs(across(one.value) - across(0))).attr("height", down.bandwidth())
  row.append("text").attr("class", "name").attr("x", left - 8).attr("text-anchor", "end")
    .attr("y", (_, number) => down(number) + down.bandwidth() / 2).attr("dy", ".35em")
    .text((one) => cut(one.words, most))
  row.append("text").attr("class", "value").attr("x", (one) => across(Math.max(0, one.value)) + 6)
    .attr("y", (_, number) => down(number) + down.bandwidth() / 2).attr("dy", ".35em")
    .text((one) => one.value)
  return svg.node()
}
