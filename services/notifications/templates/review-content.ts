import type { ReviewTable } from "../../kinds/model.ts";
import { visibleLine } from "../../presentation/visible-text.ts";
import { escapeHtml, subheading } from "./layout.ts";
import { wrap } from "./plain-text.ts";

const cellStyle = (align: "start" | "end" | undefined, weight: number): string =>
  `padding:7px 8px 7px 0;border-bottom:1px solid #a9b1bd;font-weight:${weight};vertical-align:top;text-align:${align === "end" ? "right" : "left"}`;

/** A table of a request, for the HTML part. */
export const htmlTable = ({ title, columns, rows }: ReviewTable): string => {
  const head = columns.map(
    ({ label, align }) =>
      `<th scope="col" style="${cellStyle(align, 700)}">${escapeHtml(visibleLine(label))}</th>`,
  );
  const body = rows.map(
    (row) =>
      `<tr>${row
        .map(
          (value, index) => `<td style="${cellStyle(columns[index]?.align, 400)}">${escapeHtml(value)}</td>`,
        )
        .join("")}</tr>`,
  );
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
