/** Tables of functions and executions, and the timeline: beside its names on a wide screen, below them on a phone. */
export const pageStyle = `
main { max-width: 1200px; margin: 0 auto; padding: 20px; display: grid; gap: 20px; }
section { background: var(--card); border: 1px solid var(--line); border-radius: 12px; padding: 16px 20px; min-width: 0; }
h2 { font-size: 16px; margin-bottom: 8px; }
.wide { overflow-x: auto; }
table { width: 100%; border-collapse: collapse; }
th, td { text-align: left; padding: 8px 16px 8px 0; border-top: 1px solid var(--line); white-space: nowrap; vertical-align: top; }
thead th { border: 0; font-size: 13px; color: var(--soft); font-weight: 550; }
code, pre { font: 13px/1.5 ui-monospace, "SF Mono", Menlo, Consolas, monospace; overflow-wrap: anywhere; }
pre { margin: 6px 0; padding: 10px 12px; background: var(--ground); border-radius: 8px; white-space: pre-wrap; }
form.filters { display: flex; flex-wrap: wrap; gap: 8px; align-items: end; margin-bottom: 12px; }
form.filters label { display: grid; gap: 2px; font-size: 13px; color: var(--soft); flex: 0 1 auto; }
form.filters label input { width: 190px; }
dl { display: grid; grid-template-columns: max-content minmax(0, 1fr); gap: 4px 16px; margin: 0; }
dt { color: var(--soft); }
dd { margin: 0; overflow-wrap: anywhere; }
details > summary { cursor: pointer; }
.timeline { list-style: none; margin: 12px 0 0; padding: 0; }
.timeline > li { border-top: 1px solid var(--line); }
.timeline > li > details > summary, .lane { display: grid; grid-template-columns: minmax(200px, 32%) minmax(0, 1fr); gap: 4px 16px; align-items: center;
  padding: 6px 0; list-style: none; }
.timeline > li > details > summary::-webkit-details-marker { display: none; }
.timeline > li > details > summary:hover { background: var(--ground); }
.timeline summary .what::before { content: ""; display: inline-block; margin-right: 10px; border: 4px solid transparent; border-left: 6px solid var(--soft);
  border-right: 0; }
.timeline details[open] > summary .what::before { transform: rotate(90deg); }
.lane .what { padding-left: 16px; }
.what { min-width: 0; padding-left: calc(var(--depth, 0) * 16px); overflow-wrap: anywhere; }
.what b { font-weight: 550; }
.track { position: relative; display: block; height: 18px; border-radius: 4px; background: var(--ground); }
.bar { position: absolute; top: 3px; height: 12px; min-width: 3px; border-radius: 3px; background: var(--accent); }
.bar.failed { background: var(--bad); }
.bar.busy { background: var(--warn); }
.bar.waiting { background: repeating-linear-gradient(135deg, var(--soft) 0 3px, transparent 3px 7px); outline: 1px solid var(--soft); outline-offset: -1px; }
.bar.invocation { background: var(--soft); top: 6px; height: 6px; }
.retry { position: absolute; top: 0; width: 2px; height: 18px; background: var(--bad); }
.more { padding: 4px 0 14px 16px; display: grid; gap: 10px; border-left: 3px solid var(--line); margin-bottom: 8px; }
.answer { display: grid; gap: 8px; max-width: 520px; }
.answer label { display: grid; gap: 2px; font-size: 13px; color: var(--soft); }
button.bad { color: var(--bad); border-color: var(--bad); }
.pages { display: flex; gap: 16px; margin-top: 12px; }
.legend { display: flex; flex-wrap: wrap; gap: 4px 18px; font-size: 13px; color: var(--soft); }
.legend i { position: relative; display: inline-block; width: 22px; height: 12px; margin-right: 6px; vertical-align: -1px; }
.legend i .bar { top: 0; left: 0; width: 22px; }
@media (max-width: 640px) {
  main { padding: 12px; gap: 12px; }
  section { padding: 14px; }
  .timeline > li > details > summary, .lane { grid-template-columns: minmax(0, 1fr); }
  dl { grid-template-columns: minmax(0, 1fr); gap: 0; }
  dd { margin-bottom: 8px; }
  form.filters label, form.filters label input, form.filters label select { width: 100%; }
}
`;
