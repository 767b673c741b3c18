/** The inbox: the list beside the mail, or one of the two on a phone. */
export const inboxStyle = `
main { display: grid; grid-template-columns: minmax(300px, 400px) 1fr; height: calc(100vh - 59px); height: calc(100dvh - 59px); }
.list { border-right: 1px solid var(--line); overflow: auto; background: var(--card); }
.list ol { list-style: none; margin: 0; padding: 0; }
.list li a { display: block; padding: 11px 20px; border-bottom: 1px solid var(--line); border-left: 3px solid transparent;
  color: inherit; text-decoration: none; }
.list li a:hover { background: var(--ground); }
.list li a[aria-current] { background: var(--tint); border-left-color: var(--accent); }
.list .head { display: flex; justify-content: space-between; gap: 12px; }
.head time { flex: none; }
.clip { overflow: hidden; text-overflow: ellipsis; white-space: nowrap; }
.subject { font-weight: 600; }
.more { display: block; padding: 14px 20px; }
.mail { display: flex; flex-direction: column; min-width: 0; overflow: auto; }
.mail header { padding: 18px 24px 14px; display: grid; gap: 10px; }
.mail h2 { font-size: 20px; line-height: 1.3; overflow-wrap: anywhere; }
.mail dl { margin: 0; display: grid; grid-template-columns: auto 1fr; gap: 1px 12px; font-size: 14px; }
.mail dt { color: var(--soft); }
.mail dd { margin: 0; overflow-wrap: anywhere; }
.tabs { display: inline-flex; border: 1px solid var(--line); border-radius: 9px; overflow: hidden; background: var(--card); }
.tabs a { padding: 6px 16px; text-decoration: none; color: var(--soft); font-weight: 550; font-size: 14px; }
.tabs a[aria-current] { background: var(--tint); color: var(--accent); }
.sheet { flex: 1; margin: 0 24px 24px; min-height: 320px; border: 1px solid var(--line); border-radius: 12px; background: #fff; }
iframe.sheet { width: calc(100% - 48px); color-scheme: light; }
pre.sheet { margin-top: 0; padding: 20px; background: var(--card); font: 14px/1.6 ui-monospace, Menlo, Consolas, monospace;
  white-space: pre-wrap; overflow-wrap: anywhere; }
.back { display: none; }
.menu form.modes { display: grid; grid-template-columns: 1fr 1fr; gap: 8px; }
@media (max-width: 760px) {
  .top { padding: 10px 16px; }
  .top form.filter { order: 3; flex-basis: 100%; max-width: none; }
  main { display: block; height: auto; }
  .list { border: 0; }
  .list li a { padding: 12px 16px; }
  main.open .list { display: none; }
  main:not(.open) .mail { display: none; }
  .mail { overflow: visible; min-height: calc(100dvh - 107px); }
  .mail header { padding: 14px 16px; }
  .sheet { margin: 0 16px 16px; border-radius: 10px; }
  iframe.sheet { width: calc(100% - 32px); min-height: 70dvh; }
  .back { display: inline-block; padding: 4px 0; }
  main.open .tabs a { padding: 9px 18px; }
}
`;
