/** Where the pages find it. */
export const stylePath = "/review/style.css";
export const styleHeaders = {
  "Content-Type": "text/css; charset=utf-8",
  "Cache-Control": "public, max-age=3600",
};

/** The pages' one stylesheet: system fonts, no pictures, light and dark, from a small phone to paper. */
export const style = `
:root{color-scheme:light dark;--ink:#18202c;--soft:#525d6e;--line:#d5dbe4;--edge:#7b8698;--paper:#fff;--back:#f2f4f8;--act:#1d4ed8;--act-ink:#fff;--good:#146c3a;--good-back:#eaf7ef;--bad:#b1221b;--bad-back:#fdefee;--note:#eef3fe}
@media (prefers-color-scheme:dark){:root{--ink:#e9edf4;--soft:#aab4c4;--line:#39424f;--edge:#8793a6;--paper:#1a202a;--back:#10151d;--act:#9dbaff;--act-ink:#0b1530;--good:#7ddba4;--good-back:#172d22;--bad:#ffa49c;--bad-back:#35201f;--note:#202b43}}
*{box-sizing:border-box}
html{-webkit-text-size-adjust:100%}
body{margin:0 auto;max-width:50rem;padding:1rem 1rem 3rem;background:var(--back);color:var(--ink);font:1rem/1.5 system-ui,-apple-system,"Segoe UI",Roboto,"Helvetica Neue",sans-serif}
body>header{display:flex;flex-wrap:wrap;justify-content:space-between;gap:0 1.5rem;padding:0 .25rem .75rem;color:var(--soft);font-size:.9rem}
body>header p{margin:0;overflow-wrap:anywhere}
.tenant{font-weight:650;color:var(--ink)}
main{padding:1.5rem 1.25rem;background:var(--paper);border:1px solid var(--line);border-radius:.75rem;overflow-wrap:anywhere}
@media (min-width:40rem){body{padding-top:2rem}main{padding:2rem 2.5rem}}
h1{font-size:1.55rem;line-height:1.25;margin:0 0 .75rem;text-wrap:balance}
h2{font-size:1.15rem;line-height:1.3;margin:2rem 0 .5rem}
h3{font-size:1.05rem;line-height:1.3;margin:0 0 .75rem}
p{margin:0 0 .75rem}
.text{white-space:pre-wrap}
.quiet,.utc{color:var(--soft);font-size:.925rem}
.block{display:block}
.utc,time span{display:inline-block}
.amount{font-size:1.9rem;line-height:1.2;font-weight:700;margin:0 0 1rem;font-variant-numeric:tabular-nums}
.step{color:var(--soft);font-weight:650;margin-bottom:.25rem}
dl{margin:0 0 1rem}
dl>div{display:grid;grid-template-columns:10rem minmax(0,1fr);gap:0 1rem;padding:.35rem 0}
dt{color:var(--soft)}
dd{margin:0}
.strong dt,.strong dd{color:var(--ink);font-weight:700}
@media (max-width:34rem){dl>div{grid-template-columns:minmax(0,1fr)}}
.totals dl{border-top:2px solid var(--edge);padding-top:.35rem}
.totals dl>div{grid-template-columns:minmax(0,1fr) auto}
.totals dd{text-align:right;font-variant-numeric:tabular-nums}
.scroll{overflow-x:auto;margin:1.25rem 0 0}
table{border-collapse:collapse;width:100%;font-size:.95rem;overflow-wrap:break-word}
caption{text-align:left;font-weight:650;padding:0 0 .35rem}
th,td{padding:.5rem .75rem .5rem 0;border-bottom:1px solid var(--line);text-align:left;vertical-align:top;font-weight:400}
thead th{color:var(--soft);font-size:.875rem;border-bottom-color:var(--edge);vertical-align:bottom}
th:last-child,td:last-child{padding-right:0}
.end{text-align:right;font-variant-numeric:tabular-nums}
td.end .text{white-space:nowrap}
@media (max-width:40rem){table,caption,tbody,tr,tbody th,td{display:block}thead{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%)}tbody tr{padding:.6rem 0;border-bottom:1px solid var(--line)}tbody th,td{display:grid;grid-template-columns:8rem minmax(0,1fr);gap:0 1rem;padding:.15rem 0;border:0;text-align:left}tbody th{font-weight:650}tbody th::before,td::before{content:attr(data-label);color:var(--soft);font-weight:400}tbody .end{text-align:left}td.end .text{white-space:pre-wrap}}
.fingerprint{margin:1rem 0 0}
code{font-size:.95em}
form{margin-top:2rem}
fieldset{min-width:0;border:0;padding:0;margin:0 0 1.25rem}
legend{padding:0}
legend h2{margin:0 0 .25rem}
.choice{position:relative;display:flex;gap:.85rem;align-items:flex-start;margin:.75rem 0 0;padding:.85rem 1rem;border:1px solid var(--edge);border-radius:.5rem}
.choice:has(:checked){border-color:var(--act);box-shadow:inset 0 0 0 1px var(--act);background:var(--note)}
.choice input{position:relative;z-index:1;flex:none;width:1.4rem;height:1.4rem;margin:.1rem 0 0;accent-color:var(--act)}
.choice label{font-weight:650;font-size:1.1rem}
.choice label::after{content:"";position:absolute;inset:0;cursor:pointer}
.choice p{margin:0}
.field label{font-weight:650}
.field p{margin:0 0 .4rem}
.faulty{border-left:4px solid var(--bad);padding-left:1rem}
.or{margin:1.25rem 0 0;color:var(--soft)}
.lesser .choice{margin-top:.5rem;padding:.6rem 1rem;border-color:var(--line)}
.lesser label{font-size:1rem;font-weight:500}
.field{margin:0 0 1.25rem}
textarea,select,input[type=text],input[type=date],input[type=file]{display:block;width:100%;font:inherit;padding:.6rem .75rem;border:1px solid var(--edge);border-radius:.5rem;background:var(--paper);color:var(--ink);resize:vertical}
select{min-height:3rem;margin-top:.4rem}
#code{width:13rem;max-width:100%;margin:.4rem 0 .6rem;font-size:1.5rem;letter-spacing:.15em;font-variant-numeric:tabular-nums}
.answer{margin:1rem 0 0;padding:1.25rem;border:1px solid var(--line);border-radius:.5rem}
.answer .actions{margin:1rem 0 0}
.answer>input+.actions{margin:0}
.answer legend{font-weight:650}
.field input,.field textarea{margin-top:.35rem}
.money{display:grid;grid-template-columns:minmax(0,1fr) 6rem;gap:.5rem}
.actions{display:flex;flex-wrap:wrap;gap:.75rem;margin:1.5rem 0 .75rem}
button,.button{display:inline-block;min-height:3rem;padding:.65rem 1.75rem;border:2px solid var(--act);border-radius:.5rem;background:var(--act);color:var(--act-ink);font:inherit;font-weight:650;text-align:center;text-decoration:none;cursor:pointer}
button.good{background:var(--good);border-color:var(--good);color:var(--paper)}
button.bad{background:var(--bad);border-color:var(--bad);color:var(--paper)}
button.plain{background:none;color:var(--act);border-color:var(--edge)}
@media (max-width:34rem){button,.button{width:100%}}
:focus-visible{outline:3px solid var(--act);outline-offset:3px}
.card,.note,.faults{margin:0 0 1.25rem;padding:1rem 1.25rem;border-radius:.5rem}
.card{border:1px solid var(--line)}
.card>:last-child,.note>:last-child,.faults>:last-child{margin-bottom:0}
.card .title{font-weight:650;margin:0 0 .25rem}
.card .amount{font-size:1.5rem;margin-bottom:.25rem}
.approved{background:var(--good-back);border-color:var(--good)}
.rejected{background:var(--bad-back);border-color:var(--bad)}
.note,.set-aside{background:var(--note)}
.set-aside{border-color:var(--edge)}
.faults{border:2px solid var(--bad);background:var(--bad-back)}
.faults h2{margin:0 0 .25rem}
.faults ul{margin:0;padding-left:1.2rem}
.faults a,.fault{color:var(--bad)}
.good{color:var(--good)}
.bad{color:var(--bad)}
a{color:var(--act)}
.decisions{list-style:none;margin:0;padding:0}
.decisions li{padding:.6rem 0;border-bottom:1px solid var(--line)}
.decisions p{margin:0}
blockquote{margin:.5rem 0 0;padding-left:.9rem;border-left:3px solid var(--edge)}
details{margin:.25rem 0}
.more{margin:1rem 0;padding:.75rem 0;border:solid var(--line);border-width:1px 0}
.more[open]>summary{margin-bottom:1rem}
summary{cursor:pointer;color:var(--act);padding:.25rem 0}
@media print{body,main{padding:0;border:0;background:#fff;max-width:none}form,.actions,summary{display:none}details::details-content{content-visibility:visible;block-size:auto}}
`;
