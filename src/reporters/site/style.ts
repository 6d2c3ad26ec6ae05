/**
 * The style sheet of the site. Colours are blues that get deeper as work goes on, and amber for what is stale: told apart
 * by all kinds of colour blindness, and in print by their marks.
 */
export const STYLE = `:root {
  color-scheme: light dark;
  --paper: #fcfbf8; --panel: #f4f2ec; --ink: #1d1c1a; --soft: #5d5951; --rule: #dcd8ce; --link: #175683;
  --final: #0f3557; --reviewed: #1f6096; --translated: #4289bb; --draft: #d3e5f2; --draft-ink: #1f6096;
  --stale: #f2b95e; --stale-ink: #7a4300; --open: #878176; --mark: #fcfbf8;
  --error: #a3251b; --warning: #7a4d00; --added: #dcefdc; --removed: #fbe3df;
  --serif: Charter, "Iowan Old Style", "Source Serif 4", "Noto Serif", Georgia, "Songti SC", "Noto Serif CJK SC", "Source Han Serif SC", SimSun, serif;
  --sans: system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", "Helvetica Neue", Arial, "PingFang SC", "Microsoft YaHei", "Noto Sans CJK SC", "Source Han Sans SC", sans-serif;
  --mono: ui-monospace, "SF Mono", "Cascadia Mono", Menlo, Consolas, "Noto Sans Mono", "DejaVu Sans Mono", monospace;
}
@media (prefers-color-scheme: dark) {
  :root {
    --paper: #15171a; --panel: #1c1f23; --ink: #e8e5de; --soft: #aaa69c; --rule: #34383d; --link: #8dc3ec;
    --final: #d3e9f9; --reviewed: #8cc0e6; --translated: #4f94c6; --draft: #1f3244; --draft-ink: #8cc0e6;
    --stale: #9a6413; --stale-ink: #ffd591; --open: #87847c; --mark: #15171a;
    --error: #ff9d93; --warning: #f0b95a; --added: #1f3a24; --removed: #47231f;
  }
}
* { box-sizing: border-box; }
html { font: 100%/1.5 var(--sans); color: var(--ink); background: var(--paper); -webkit-text-size-adjust: 100%; text-size-adjust: 100%; }
body { margin: 0 auto; padding: 0 clamp(1rem, 4vw, 3rem) 3rem; max-width: 120rem; overflow-wrap: anywhere; }
a { color: var(--link); text-decoration-thickness: 1px; text-underline-offset: .18em; }
a:hover { text-decoration-thickness: 2px; }
:focus-visible { outline: 2px solid var(--link); outline-offset: 3px; border-radius: 2px; }
.skip { position: absolute; left: -100vw; padding: .5rem 1rem; background: var(--paper); z-index: 1; }
.skip:focus { left: 0; }
.hidden { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap; }
.patterns { position: absolute; }
header { display: flex; flex-wrap: wrap; gap: .25rem 2rem; align-items: baseline; justify-content: space-between; padding: 1.25rem 0 .75rem; border-bottom: 1px solid var(--rule); }
.book { font: 600 1rem/1.4 var(--serif); color: var(--ink); text-decoration: none; }
nav ul { display: flex; flex-wrap: wrap; gap: .25rem 1.4rem; margin: 0; padding: 0; list-style: none; font-size: .9375rem; }
nav a { display: inline-block; padding: .15rem 0; text-decoration: none; }
nav a[aria-current] { color: var(--ink); box-shadow: 0 2px 0 var(--ink); }
.count, .soft, .file, .axis, footer { color: var(--soft); }
.count { font-size: .85em; font-weight: 400; font-variant-numeric: tabular-nums; }
h1, h2, h3 { font-family: var(--serif); font-weight: 600; line-height: 1.25; text-wrap: balance; }
h1 { font-size: clamp(1.75rem, 1.2rem + 2vw, 2.75rem); margin: 2.25rem 0 .25rem; letter-spacing: -.01em; }
h2 { font-size: 1.375rem; margin: 2.75rem 0 .75rem; }
h3 { font-size: 1.0625rem; margin: 1.75rem 0 .5rem; }
p { margin: .5rem 0; max-width: 46rem; }
.lede { color: var(--soft); margin-bottom: 1.5rem; }
code { font: .875em/1.4 var(--mono); }
.file { font: .8125rem/1.4 var(--mono); }
footer { margin-top: 4rem; padding-top: .75rem; border-top: 1px solid var(--rule); font-size: .8125rem; }

.hero { display: flex; flex-wrap: wrap; align-items: baseline; gap: 0 1rem; margin: 1rem 0 .5rem; max-width: none; }
.hero strong { font: 600 clamp(3rem, 2rem + 4vw, 5rem)/1 var(--serif); font-variant-numeric: lining-nums; letter-spacing: -.02em; }
.hero span { color: var(--soft); }
.wide { height: 1.25rem; margin: .75rem 0 1rem; }
.thin { height: .625rem; min-width: 6rem; }
.bar { display: block; outline: 1px solid var(--open); outline-offset: -1px; }
.legend { display: flex; flex-wrap: wrap; gap: .35rem 1.75rem; margin: 0 0 1rem; padding: 0; list-style: none; font-size: .9375rem; }
.legend b, .number { font-variant-numeric: tabular-nums lining-nums; }
.swatch { vertical-align: -.125em; flex: none; }

.body.final { fill: var(--final); } .body.reviewed { fill: var(--reviewed); } .body.translated { fill: var(--translated); }
.body.stale { fill: var(--stale); } .body.draft { fill: var(--draft); stroke: var(--draft-ink); } .body.plain { stroke: none; }
.body.untranslated { fill: none; stroke: var(--open); }
.mark { fill: none; stroke: var(--mark); stroke-width: 1.1; }
.mark.stale { stroke: var(--stale-ink); } .mark.draft { stroke: var(--draft-ink); stroke-width: 3; stroke-linecap: round; }
.mark.omitted, .mark.carried { stroke: var(--open); }
.ink.stale { fill: var(--stale-ink); } .ink.draft { fill: var(--draft-ink); } .ink.reviewed, .ink.final { fill: var(--mark); }
.area.translated { fill: var(--translated); } .area.untranslated { fill: transparent; }
.area.final { fill: url(#p-final); } .area.reviewed { fill: url(#p-reviewed); } .area.draft { fill: url(#p-draft); } .area.stale { fill: url(#p-stale); }

.map { display: grid; grid-template-columns: repeat(auto-fill, minmax(10.25rem, 1fr)); gap: 1.25rem 1.25rem; margin: 1rem 0; padding: 0; list-style: none; }
.map li { break-inside: avoid; }
.map .name { font-size: .8125rem; line-height: 1.3; margin-bottom: .35rem; }
.map a { text-decoration: none; color: var(--ink); }
.map a:hover { text-decoration: underline; }
.cells { display: block; max-width: 100%; height: auto; }
.progress > .cells { margin-top: 1.5rem; width: min(100%, 34rem); }

.chart { margin: 0 0 1rem; }
.chart figcaption { display: flex; flex-wrap: wrap; gap: .25rem 1.5rem; justify-content: space-between; font-size: .875rem; color: var(--soft); margin-bottom: .5rem; }
.keys { display: flex; flex-wrap: wrap; gap: .25rem 1rem; }
.chart svg[role] { display: block; overflow: visible; border-bottom: 1px solid var(--open); }
.chart .area { shape-rendering: crispEdges; }
.chart .area.untranslated { fill: var(--panel); }
.chart .scope { stroke: var(--open); stroke-width: 1.5; }
.chart .grid { stroke: var(--rule); }
.chart text { font: .75rem var(--sans); fill: var(--ink); paint-order: stroke; stroke: var(--paper); stroke-width: 4px; stroke-linejoin: round; }
.axis { display: flex; justify-content: space-between; font-size: .8125rem; margin-top: .35rem; font-variant-numeric: tabular-nums; }
details { margin: .75rem 0; font-size: .9375rem; }
summary { cursor: pointer; color: var(--link); width: fit-content; }

table { border-collapse: collapse; width: 100%; font-size: .9375rem; }
th, td { text-align: start; vertical-align: baseline; padding: .4rem 1rem .4rem 0; border-bottom: 1px solid var(--rule); }
th:last-child, td:last-child { padding-inline-end: 0; }
thead th { font-weight: 400; font-size: .8125rem; color: var(--soft); border-bottom-color: var(--open); vertical-align: bottom; }
tbody th { font-weight: 400; }
time, td .count { white-space: nowrap; }
.number { text-align: end; white-space: nowrap; }
.chapters .file { display: block; }
.chapters td:nth-child(2) { width: 22%; vertical-align: middle; }
tr { break-inside: avoid; }

.open, .issues, .renderings { list-style: none; margin: 0; padding: 0; }
.open > li { padding: .75rem 0; border-top: 1px solid var(--rule); break-inside: avoid; }
.open > li:target { background: var(--panel); }
.where { font-size: .8125rem; color: var(--soft); }
.where b { color: var(--ink); font-weight: 600; }
.pair { display: grid; gap: .15rem 2.5rem; grid-template-columns: repeat(auto-fit, minmax(min(100%, 24rem), 1fr)); max-width: 84rem; margin-top: .3rem; }
.text { margin: 0; max-width: 44rem; }
.text [lang|=zh] { line-height: 1.65; }
ins, del { padding: 0 .1em; }
ins { background: var(--added); text-decoration: underline; text-decoration-thickness: 2px; text-underline-offset: .2em; }
del { background: var(--removed); text-decoration: line-through; }
.places { white-space: nowrap; font-size: .8125rem; font-variant-numeric: tabular-nums; }
.place + .place, .places .place { margin-inline-start: .5em; }
.tag { font-size: .75rem; line-height: 1.4; padding: 0 .4em; border: 1px solid currentColor; border-radius: 3px; color: var(--soft); white-space: nowrap; }
.tag.error, .tag.deprecated { color: var(--error); } .tag.warning, .tag.unlisted { color: var(--warning); }
.tag.preferred { color: var(--link); }
.issues li { padding: .35rem 0; border-top: 1px solid var(--rule); }
.renderings li { padding: .1rem 0; }
.meter { display: block; margin-top: .25rem; min-width: 3rem; } .track { fill: var(--rule); } .value { fill: var(--translated); }
.terms th:first-child { white-space: nowrap; width: 1%; }
.terms td.number { width: 7rem; }

@media (max-width: 45rem) {
  .wide-only, .chapters .file { display: none; }
  th, td { padding-inline-end: .5rem; }
  thead th { font-size: .75rem; }
  .map { gap: 1rem .9rem; }
}
@media print {
  @page { margin: 16mm 14mm; }
  :root {
    color-scheme: light;
    --paper: #fff; --panel: #f4f2ec; --ink: #000; --soft: #444; --rule: #ccc; --link: #000;
    --final: #0f3557; --reviewed: #1f6096; --translated: #4289bb; --draft: #d3e5f2; --draft-ink: #1f6096;
    --stale: #f2b95e; --stale-ink: #7a4300; --open: #777; --mark: #fff; --error: #a3251b; --warning: #7a4d00; --added: #dcefdc; --removed: #fbe3df;
  }
  html { font-size: 62.5%; }
  body { max-width: none; padding: 0; }
  nav, .skip, details { display: none; }
  header { padding-top: 0; }
  a { color: inherit; text-decoration: none; }
  h1 { margin-top: 1.5rem; }
  h2, h3, thead { break-after: avoid; }
  .map { grid-template-columns: repeat(auto-fill, minmax(9.5rem, 1fr)); gap: .9rem; }
  svg, ins, del { print-color-adjust: exact; -webkit-print-color-adjust: exact; }
}
`
