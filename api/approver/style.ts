/** The pages' one stylesheet: system fonts, no pictures, light and dark, from a small phone to paper. */
export const style = `
:root{color-scheme:light dark;--ink:#1b2330;--soft:#566072;--line:#d3d9e2;--paper:#fff;--back:#f3f5f8;--act:#1f4fd8;--act-ink:#fff;--good:#14713d;--bad:#b3261e;--note:#eef3ff}
@media (prefers-color-scheme:dark){:root{--ink:#e8ecf3;--soft:#a7b1c2;--line:#38414f;--paper:#1a202b;--back:#11161e;--act:#8fb0ff;--act-ink:#0b1530;--good:#6fd39a;--bad:#ff9d95;--note:#202b44}}
*{box-sizing:border-box}
body{margin:0;background:var(--back);color:var(--ink);font:16px/1.5 system-ui,-apple-system,"Segoe UI",Roboto,sans-serif}
main{max-width:46rem;margin:0 auto;padding:1.25rem;background:var(--paper)}
@media (min-width:48rem){main{margin:2rem auto;padding:2rem 2.5rem;border-radius:.75rem;box-shadow:0 1px 3px #0002}}
header p{margin:0;color:var(--soft)}
h1{font-size:1.5rem;line-height:1.25;margin:.25rem 0 1rem;overflow-wrap:anywhere}
h2{font-size:1.1rem;margin:2rem 0 .5rem}
.amount{font-size:1.75rem;font-weight:650;margin:0 0 .25rem}
.for{color:var(--soft)}
dl{display:grid;grid-template-columns:minmax(7rem,12rem) 1fr;gap:.25rem 1rem;margin:0}
dt{color:var(--soft)}
dd{margin:0;overflow-wrap:anywhere}
dd.strong{font-weight:650}
@media (max-width:30rem){dl{grid-template-columns:1fr;gap:0}dd{margin-bottom:.6rem}}
.scroll{overflow-x:auto;margin:0 0 1rem}
.scroll:focus-visible{outline:3px solid var(--act);outline-offset:2px}
table{border-collapse:collapse;width:100%;min-width:32rem;font-size:.95rem}
caption{text-align:left;font-weight:650;padding:.25rem 0}
th,td{padding:.4rem .75rem .4rem 0;border-bottom:1px solid var(--line);text-align:left;vertical-align:top}
.end{text-align:right;font-variant-numeric:tabular-nums;white-space:nowrap}
fieldset{border:1px solid var(--line);border-radius:.5rem;padding:1rem;margin:0 0 1rem}
legend{font-weight:650;padding:0 .35rem}
.choice{display:flex;gap:.75rem;padding:.6rem .25rem;align-items:flex-start}
.choice input{width:1.35rem;height:1.35rem;margin:.1rem 0 0;accent-color:var(--act);flex:none}
.choice small,.hint{color:var(--soft);display:block;font-size:.9rem}
label.field{display:block;font-weight:650;margin-bottom:.25rem}
textarea{width:100%;min-height:6rem;font:inherit;padding:.6rem;border:1px solid var(--soft);border-radius:.4rem;background:var(--paper);color:var(--ink)}
button,.button{font:inherit;font-weight:650;padding:.75rem 1.5rem;border:2px solid var(--act);border-radius:.5rem;background:var(--act);color:var(--act-ink);cursor:pointer;text-decoration:none;display:inline-block}
.plain{background:none;color:var(--act)}
.actions{display:flex;flex-wrap:wrap;gap:.75rem;margin-top:1rem}
:focus-visible{outline:3px solid var(--act);outline-offset:2px}
.note,.faults{padding:.75rem 1rem;border-left:4px solid var(--act);background:var(--note);margin:0 0 1rem}
.faults,.fault{border-color:var(--bad)}
.faults h2{margin:0 0 .25rem}
.fault{color:var(--bad);font-weight:650;margin:.25rem 0}
a{color:var(--act)}
blockquote{margin:.25rem 0 .75rem;padding-left:1rem;border-left:3px solid var(--line);white-space:pre-wrap;overflow-wrap:anywhere}
.good{color:var(--good)}
.bad{color:var(--bad)}
code{font-size:.9rem;overflow-wrap:anywhere}
summary{cursor:pointer;color:var(--act)}
footer{margin-top:2rem;padding-top:1rem;border-top:1px solid var(--line);color:var(--soft);font-size:.9rem}
@media print{body{background:#fff}main{box-shadow:none}form,.actions{display:none}}
`;
