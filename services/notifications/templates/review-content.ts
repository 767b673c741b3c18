import type { ReviewTable } from "../../kinds/model.ts";
import { visibleLine } from "../../presentation/visible-text.ts";
import { escapeHtml, subheading } from "./layout.ts";
import { wrap } from "./plain-text.ts";

type Cell = { readonly align: "start" | "end" | undefined; readonly weight: number; readonly index: number };

/** Narrow enough for six columns on a phone; the first stands where the text around the table does. */
const cellStyle = ({ align, weight, index }: Cell): string =>
  `padding:7px 0 7px ${index === 0 ? 0 : 6}px;border-bottom:1px solid #a9b1bd;font-weight:${weight};vertical-align:top;text-align:${align === "end" ? "right" : "left"}`;

/** A table of a request, for the HTML part. */
export const htmlTable = ({ title, columns, rows }: ReviewTable): string => {
  const head = columns.map(
    ({ label, align }, index) =>
      `<th scope="col" style="${cellStyle({ align, weight: 700, index })}">${escapeHtml(visibleLine(label))}</th>`,
  );
  const toCell = (value: string, index: number): string =>
    `<td style="${cellStyle({ align: columns[index]?.align, weight: 400, index })}">${escapeHtml(value)}</td>`;
  const body = rows.map((row) => `<tr>${row.map(toCell).join("")}</tr>`);
  return `${subheading(title)}<table width="100%" cellpadding="0" cellspacing="0" border="0" style="margin:0 0 16px;border-collapse:collapse;font-size:13px;line-height:1.4"><tr>${head.join("")}</tr>${body.join("")}</table>`;
};

/** The same table for the text part: a list, since columns do not hold on a phone. */
export const textTable = ({ title, columns, rows }: ReviewTable): string =>
  [
    `${visibleLine(title)}:`,
    ...rows.map((row) => {
      const cells = row.map((value, index) => {
        const label = visibleLine(columns[index]?.label ?? "");
        return index === 0 ? value : `${label.toLowerCase()} ${value}`;
      });
      return wrap(cells.map(visibleLine).join(", "), { first: "  - ", rest: "    " });
    }),
  ].join("\n");
