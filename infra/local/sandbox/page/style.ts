/** The ledger's table and the switches above it; a narrow screen scrolls the table by itself. */
export const pageStyle = `
main { max-width: 1200px; margin: 0 auto; padding: 20px; display: grid; gap: 20px; }
section { background: var(--card); border: 1px solid var(--line); border-radius: 12px; padding: 16px 20px; min-width: 0; }
h2 { font-size: 16px; margin-bottom: 8px; }
ol { margin: 0; padding-left: 20px; display: grid; gap: 6px; }
.wide { overflow-x: auto; }
table { width: 100%; border-collapse: collapse; }
th, td { text-align: left; padding: 8px 16px 8px 0; border-top: 1px solid var(--line); white-space: nowrap; }
thead th { border: 0; font-size: 13px; color: var(--soft); font-weight: 550; }
th.sum, td.sum { text-align: right; font-variant-numeric: tabular-nums; }
`;
