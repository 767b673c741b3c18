import { shorten, visibleLine, visibleText } from "../../presentation/visible-text.ts";

/** Nothing a person wrote reaches the HTML part but through here. */
export const escapeHtml = (text: string): string =>
  visibleText(text)
    .replaceAll("&", "&amp;")
    .replaceAll("<", "&lt;")
    .replaceAll(">", "&gt;")
    .replaceAll('"', "&quot;")
    .replaceAll("'", "&#39;")
    .replaceAll("\n", "<br>");

const subjectMaxCharacters = 180;

/** One line, of a length that mail programs show, so that no text of a requester can add a header. */
export const subjectLine = (text: string): string => shorten(visibleLine(text), subjectMaxCharacters);

const font = "-apple-system,'Segoe UI',Roboto,Helvetica,Arial,sans-serif";
/** Less than the text around it, whichever colors a mail program has put in place of ours. */
const soft = "opacity:0.75";
const lineColor = "#a9b1bd";

const wide = 'role="presentation" width="100%" cellpadding="0" cellspacing="0" border="0"';
const breaking = "word-break:break-word;overflow-wrap:anywhere";

export const paragraph = (text: string): string =>
  `<p style="margin:0 0 16px;line-height:1.5;${breaking}">${escapeHtml(text)}</p>`;

export const quotation = (text: string): string =>
  `<p style="margin:0 0 20px;padding:4px 0 4px 14px;border-left:3px solid ${lineColor};line-height:1.5;${breaking}">${escapeHtml(text)}</p>`;

/** Digits to be read and typed; a screen reader says them one by one in most programs. */
export const codeLine = (code: string): string =>
  `<p style="margin:0 0 20px;padding:14px 0;border:1px solid ${lineColor};border-radius:8px;text-align:center;font-family:Consolas,Menlo,monospace;font-size:30px;font-weight:700;letter-spacing:6px">${escapeHtml(code)}</p>`;

export const heading = (text: string): string =>
  `<h1 style="margin:0 0 16px;font-size:22px;line-height:1.3;${breaking}">${escapeHtml(visibleLine(text))}</h1>`;

export const subheading = (text: string): string =>
  `<h2 style="margin:28px 0 8px;font-size:16px;line-height:1.3">${escapeHtml(visibleLine(text))}</h2>`;

export type FactRow = { readonly label: string; readonly value: string; readonly strong?: true };

const factCell = `padding:5px 0;vertical-align:top;line-height:1.45;${breaking}`;

const factRow = ({ label, value, strong }: FactRow): string => {
  const weight = strong === true ? "font-weight:700;" : "";
  return `<tr><td width="34%" style="${factCell};padding-right:12px;${soft}">${escapeHtml(visibleLine(label))}</td><td style="${weight}${factCell}">${escapeHtml(value)}</td></tr>`;
};

/** Labels and values, one a row; a table, since that is what every mail program lays out. */
export const factTable = (rows: readonly FactRow[]): string =>
  rows.length === 0
    ? ""
    : `<table ${wide} style="margin:0 0 16px;border-collapse:collapse">${rows.map(factRow).join("")}</table>`;

/** A link as a button whose color holds where a mail program drops the style of links. */
export const button = (label: string, url: string): string =>
  `<table role="presentation" cellpadding="0" cellspacing="0" border="0" style="margin:24px 0"><tr><td bgcolor="#1d4ed8" style="border-radius:8px;background:#1d4ed8"><a href="${escapeHtml(url)}" style="display:inline-block;padding:14px 32px;border-radius:8px;color:#ffffff;font-size:16px;font-weight:700;text-decoration:none">${escapeHtml(label)}</a></td></tr></table>`;

export type MailFrame = { readonly title: string; readonly tenantName: string; readonly footer: string };

/** The frame of every mail: no images, nothing loaded from anywhere, readable in dark mode and on a phone. */
export const mailPage = ({ title, tenantName, footer }: MailFrame, content: string): string =>
  `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1"><meta name="color-scheme" content="light dark"><meta name="supported-color-schemes" content="light dark"><meta name="format-detection" content="telephone=no,date=no,address=no"><title>${escapeHtml(visibleLine(title))}</title></head>
<body style="margin:0;padding:0">
<table ${wide} style="font-family:${font};font-size:15px"><tr><td align="center" style="padding:24px 16px">
<table ${wide} style="max-width:600px;text-align:left"><tr><td style="font-family:${font};font-size:15px">
<p style="margin:0 0 20px;font-size:14px;font-weight:700;${soft}">${escapeHtml(visibleLine(tenantName))}</p>
${content}
<p style="margin:32px 0 0;padding-top:16px;border-top:1px solid ${lineColor};font-size:13px;line-height:1.5;${soft}">${escapeHtml(footer)}</p>
</td></tr></table>
</td></tr></table>
</body></html>
`;
