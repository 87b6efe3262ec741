/** How ladders look: a row of cards that wraps, the item asked for first. */
export const LADDER_STYLE = `<style>
.filter { position: sticky; top: 0; z-index: 1; display: flex; flex-wrap: wrap; gap: .5rem 1.25rem; align-items: center;
  padding: .6rem 0; background: var(--paper); border-bottom: 1px solid var(--line); }
.filter[hidden] { display: none; }
.filter input, .filter select { font: inherit; color: inherit; background: var(--wash); border: 1px solid var(--line);
  border-radius: .3rem; padding: .25rem .5rem; }
.filter input { width: min(22rem, 70vw); }
.ladders { list-style: none; margin: 0; padding: 0; }
.ladders > li { display: flex; flex-wrap: wrap; gap: .5rem; padding: .75rem 0; border-bottom: 1px solid var(--line);
  content-visibility: auto; contain-intrinsic-size: auto 8rem; }
.ladders > li[hidden] { display: none; }
.asked, .step { flex: 1 1 12rem; max-width: 17rem; padding: .5rem .65rem; border: 1px solid var(--line);
  border-radius: .4rem; font-size: .8125rem; line-height: 1.35; overflow-wrap: anywhere; }
.asked { background: var(--wash); }
.step.better { border-color: var(--ours); background: var(--ours-wash); }
.step.best { border-color: var(--first); }
.asked b, .step b { display: block; font-weight: 600; }
.asked span, .step span { display: block; font-variant-numeric: tabular-nums; }
.asked small, .step small { display: block; color: var(--muted); font-size: .75rem; }
.asked em, .step em { display: block; margin-top: .25rem; color: #b00020; font-style: normal; font-weight: 600; }
@media (prefers-color-scheme: dark) { .asked em, .step em { color: #ff8a8a; } }
@media screen and (max-width: 47rem) { .asked, .step { flex-basis: 100%; max-width: none; } .step { margin-left: 1rem; } }
@media print { .filter { display: none; } .ladders > li { break-inside: avoid; content-visibility: visible; } }
</style>`

/** Finds ladders by words and rung. Without it all of them stand there. */
export const LADDER_FILTER = `<script>
const form = document.querySelector('.filter')
const rows = [...document.querySelectorAll('.ladders > li')].map(row => ({ row, text: row.textContent.toLowerCase() }))
const look = () => {
  const words = form.text.value.toLowerCase().split(/\\s+/).filter(Boolean)
  const rung = form.rung.value
  let shown = 0
  for (const { row, text } of rows) {
    const fits = words.every(word => text.includes(word)) && (!rung || row.dataset.rungs.split(' ').includes(rung))
    row.hidden = !fits
    if (fits) shown++
  }
  form.querySelector('output').textContent = shown + ' of ' + rows.length
}
form.hidden = false
form.addEventListener('input', look)
form.addEventListener('submit', event => event.preventDefault())
look()
</script>`
