/** What the pages of the stand-ins look like: one column on a phone, light or dark as the reader has it. */
export const baseStyle = `
:root { color-scheme: light dark; --ground: #f6f7f5; --card: #fff; --line: #dfe3de; --ink: #1a211d; --soft: #5d6962;
  --accent: #0b6b4f; --tint: #e3f2ec; --warn: #9a5300; --warn-tint: #fdf0dc; --bad: #a82323; --bad-tint: #fbe7e5; }
@media (prefers-color-scheme: dark) { :root { --ground: #121614; --card: #1a201d; --line: #2e3732; --ink: #e7ece9;
  --soft: #9aa7a0; --accent: #5cc9a2; --tint: #1d352c; --warn: #f0b45c; --warn-tint: #3a2c14; --bad: #ff9a90; --bad-tint: #40201d; } }
* { box-sizing: border-box; }
html { -webkit-text-size-adjust: 100%; }
body { margin: 0; background: var(--ground); color: var(--ink); font: 15px/1.5 system-ui, "Segoe UI", sans-serif; }
a { color: var(--accent); }
h1, h2, p { margin: 0; }
h1 { font-size: 17px; letter-spacing: -.01em; white-space: nowrap; }
h1 a { color: inherit; text-decoration: none; }
button, input, select { font: inherit; color: inherit; min-height: 38px; border-radius: 8px; border: 1px solid var(--line);
  background: var(--card); padding: 0 12px; }
button { cursor: pointer; font-weight: 550; }
button:hover { border-color: var(--accent); }
button.main { background: var(--accent); border-color: var(--accent); color: var(--card); }
button[aria-pressed=true] { background: var(--tint); border-color: var(--accent); color: var(--accent); }
:focus-visible { outline: 2px solid var(--accent); outline-offset: 2px; }
.top { display: flex; flex-wrap: wrap; align-items: center; gap: 10px 16px; padding: 10px 20px; background: var(--card);
  border-bottom: 1px solid var(--line); }
.top form.filter { flex: 1 1 260px; display: flex; gap: 8px; max-width: 560px; }
.top form.filter input { flex: 1; min-width: 0; }
.soft { color: var(--soft); }
.small { font-size: 13px; }
.row { display: flex; flex-wrap: wrap; gap: 8px; align-items: center; }
.dot { display: inline-block; width: 9px; height: 9px; border-radius: 50%; background: var(--accent); margin-right: 6px; }
.dot.bad { background: var(--bad); }
.badge { display: inline-block; padding: 0 9px; border-radius: 99px; font-size: 12.5px; line-height: 22px; font-weight: 550;
  background: var(--tint); color: var(--accent); white-space: nowrap; }
.badge.warn { background: var(--warn-tint); color: var(--warn); }
.badge.bad { background: var(--bad-tint); color: var(--bad); }
.empty { padding: 56px 24px; text-align: center; color: var(--soft); }
.empty strong { display: block; color: var(--ink); font-size: 16px; margin-bottom: 4px; }
details.menu { position: relative; margin-left: auto; }
details.menu > summary { list-style: none; cursor: pointer; min-height: 38px; padding: 7px 12px; border: 1px solid var(--line); border-radius: 8px; }
details.menu > summary::-webkit-details-marker { display: none; }
details.menu > div { position: absolute; z-index: 2; right: 0; top: 46px; width: min(340px, calc(100vw - 32px)); padding: 14px;
  background: var(--card); border: 1px solid var(--line); border-radius: 12px; box-shadow: 0 12px 32px #0003; display: grid; gap: 10px; }
`;
