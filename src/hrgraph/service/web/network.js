// Two columns of things in, perhaps with what joins them; things and the lines between them, out.
import { forceCollide, forceLink, forceManyBody, forceSimulation, forceX, forceY } from "d3-force"
import { create } from "d3-selection"
import { cut } from "./bars.js"

const STEPS = 300
const LONGEST = 28
const LETTER = 2.6

function graphOf(cells, view) {
  const nodes = new Map()
  const node = (cell) => {
    if (!nodes.has(cell.raw)) nodes.set(cell.raw, { id: cell.raw, words: cell.words, address: cell.address })
    return cell.raw
  }
  const links = cells
    .filter((row) => row[view.source].raw && row[view.target].raw)
    .map((row) => ({
      source: node(row[view.source]),
      target: node(row[view.target]),
      words: view.by === null ? "" : row[view.by].words,
    }))
  return { nodes: [...nodes.values()], links }
}

// The steps are done at once: nothing moves, and the same answer always gives the same picture.
function settle(nodes, links) {
  forceSimulation(nodes)
    .force("link", forceLink(links).id((node) => node.id).distance(110))
    .force("charge", forceManyBody().strength(-320))
    .force("apart", forceCollide((node) => 16 + LETTER * Math.min(node.words.length, LONGEST)))
    .force("x", forceX().strength(0.05))
    .force("y", forceY().strength(0.14))
    .stop()
    .tick(STEPS)
}

function frame(nodes) {
  const xs = nodes.map((node) => node.x)
  const ys = nodes.map((node) => node.y)
  const [left, top] = [Math.min(...xs) - 110, Math.min(...ys) - 24]
  return [left, top, Math.max(...xs) - left + 110, Math.max(...ys) - top + 32]
}

export function network(cells, view) {
  const { nodes, links } = graphOf(cells, view)
  settle(nodes, links)
  const svg = create("svg").attr("viewBox", frame(nodes)).attr("class", "picture network")
  const line = svg.append("g").selectAll("line").data(links).join("line").attr("class", "link")
    .attr("x1", (link) => link.source.x).attr("y1", (link) => link.source.y)
    .attr("x2", (link) => link.target.x).attr("y2", (link) => link.target.y)
  line.append("title").text((link) => [link.source.words, link.words, link.target.words].filter(Boolean).join(" – "))
  const node = svg.append("g").selectAll("g").data(nodes).join("g")
    .attr("transform", (one) => `translate(${one.x},${one.y})`)
  node.append("title").text((one) => one.words)
  node.append("circle").attr("class", "bar").attr("r", 6)
  node.append("text").attr("class", "name").attr("text-anchor", "middle").attr("dy", "-.8em")
    .text((one) => cut(one.words, LONGEST))
  return svg.node()
}
