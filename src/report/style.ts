/** The page's own style: light and dark, wide and narrow, on paper; the reader's own letters. */
export const STYLE = `
:root {
  color-scheme: light dark;
  --paper: #ffffff; --ink: #1d2329; --muted: #5b6670; --line: #d5dade; --faint: #dfe3e6; --wash: #f4f6f7;
  --ours: #c2410c; --ours-wash: #fff1e8; --others: #7d8892; --first: #1d5fbf; --second: #0b7a5c; --third: #7a3fb0;
}
@media (prefers-color-scheme: dark) {
  :root {
    --paper: #15191d; --ink: #e6eaed; --muted: #a0abb5; --line: #3a434b; --faint: #333b43; --wash: #1e242a;
    --ours: #ff9d5c; --ours-wash: #33241a; --others: #87939e; --first: #7fb2ff; --second: #55cfa6; --third: #c79bf2;
  }
}
* { box-sizing: border-box; }
body { margin: 0 auto; padding: 1.5rem 1rem 4rem; max-width: 72rem; background: var(--paper); color: var(--ink);
  font: 16px/1.5 system-ui, sans-serif; }
h1 { font-size: 1.75rem; line-height: 1.2; margin: 0 0 .5rem; }
h2 { font-size: 1.35rem; margin: 3rem 0 .5rem; padding-top: 1rem; border-top: 1px solid var(--line); }
h3 { font-size: 1.05rem; margin: 2rem 0 .5rem; }
p { max-width: 44rem; margin: .5rem 0; }
.told::first-letter { text-transform: uppercase; }
.lead { font-size: 1.1rem; }
.note, figcaption { color: var(--muted); font-size: .875rem; max-width: 44rem; }
dl { display: grid; grid-template-columns: max-content 1fr; gap: .2rem 1rem; margin: 1rem 0; }
dt { color: var(--muted); }
dd { margin: 0; overflow-wrap: anywhere; }
.scroll { overflow-x: auto; }
table { border-collapse: collapse; font-size: .8125rem; font-variant-numeric: tabular-nums; margin: .75rem 0; }
caption { text-align: left; color: var(--muted); padding-bottom: .4rem; }
caption span { display: inline-block; max-width: calc(100vw - 2rem); position: sticky; left: 0; }
th, td { padding: .3rem .55rem; text-align: right; white-space: nowrap; border-bottom: 1px solid var(--line); }
thead th { max-width: 9rem; color: var(--muted); font-weight: 600; vertical-align: bottom; white-space: normal; }
th[scope=row], thead th:first-child { text-align: left; font-weight: 400; }
th[scope=row], thead th:first-child { position: sticky; left: 0; background: var(--paper); }
tr.ours > td, tr.ours > th[scope=row] { background: var(--ours-wash); }
tr.ours > th { color: var(--ours); font-weight: 700; }
td strong { text-decoration: underline; text-underline-offset: .2em; text-decoration-thickness: 2px; }
td.ours { color: var(--ours); }
td.theirs { font-weight: 700; }
td.undecided { color: var(--muted); }
details { margin: .75rem 0; }
summary { cursor: pointer; color: var(--muted); font-size: .875rem; }
figure { margin: 1rem 0; }
figcaption { margin-top: .5rem; }
svg.plot { display: block; max-width: 100%; height: auto; overflow: visible; }
.beside { display: flex; flex-wrap: wrap; gap: 0 2rem; align-items: flex-start; }
.beside figure { flex: 0 1 26.25rem; }
.beside .scroll { min-width: 0; }
.narrow { display: none; }
@media screen and (max-width: 47rem) {
  .wide { display: none; }
  .narrow { display: block; }
  th[scope=row] { white-space: normal; max-width: 42vw; }
  dl { grid-template-columns: 1fr; gap: 0; }
  dd { margin-bottom: .5rem; }
}
@media print {
  :root { color-scheme: light; }
  body { max-width: none; padding: 0; font-size: 11pt; }
  .scroll { overflow: visible; }
  table { font-size: 7.5pt; }
  th, td { padding: .15rem .3rem; }
  svg.plot { max-height: 8cm; margin-right: auto; }
  h2 { margin-top: 1.5rem; }
  figure, table { break-inside: avoid; }
  h2, h3 { break-after: avoid; }
  details::details-content { content-visibility: visible; }
}
`
