import { visibleText } from "../../presentation/visible-text.ts";

/** Nothing a person wrote reaches the HTML part but through here. */
export const escapeHtml = (text: string): string =>
  visibleText(text)
    .replaceAll("&", "&amp;")
    .replaceAll("<", "&lt;")
    .replaceAll(">", "&gt;")
    .replaceAll('"', "&quot;")
    .replaceAll("'", "&#39;");

const subjectMaxCharacters = 180;
const lineBreaks = /[\r\n\t\u2028\u2029]+/g;

/** One line, of a length that mail programs show, so that no text of a requester can add a header. */
export const subjectLine = (text: string): string => {
  const line = visibleText(text.replaceAll(lineBreaks, " "));
  return line.length <= subjectMaxCharacters ? line : `${line.slice(0, subjectMaxCharacters - 1)}…`;
};

const textWidth = 76;

/** Folds a paragraph at blanks. */
export const wrap = (text: string, indent = ""): string => {
  const lines: string[] = [];
  let line = "";
  for (const word of visibleText(text).split(" ")) {
    if (line !== "" && indent.length + line.length + 1 + word.length > textWidth) {
      lines.push(`${indent}${line}`);
      line = word;
    } else {
      line = line === "" ? word : `${line} ${word}`;
    }
  }
  return [...lines, `${indent}${line}`].join("\n");
};

const font = "font-family:-apple-system,'Segoe UI',Roboto,Helvetica,Arial,sans-serif";

export const paragraph = (text: string): string =>
  `<p style="margin:0 0 16px;line-height:1.5">${escapeHtml(text)}</p>`;

export const quotation = (text: string): string =>
  `<p style="margin:0 0 16px;padding:8px 0 8px 16px;border-left:3px solid #8a94a6;line-height:1.5">${escapeHtml(text)}</p>`;

type Row = { readonly label: string; readonly value: string; readonly strong?: true };

const cell = "padding:4px 0;vertical-align:top;line-height:1.4";

/** Labels and values, one a row; a table, since that is what every mail program lays out. */
export const factTable = (rows: readonly Row[]): string =>
  `<table role="presentation" cellpadding="0" cellspacing="0" style="width:100%;margin:0 0 16px">${rows
    .map(
      ({ label, value, strong }) =>
        `<tr><td style="${cell};width:38%;padding-right:12px;color:#5b6472">${escapeHtml(label)}</td><td style="${cell}${strong === true ? ";font-weight:600" : ""}">${escapeHtml(value)}</td></tr>`,
    )
    .join("")}</table>`;

export const button = (label: string, url: string): string =>
  `<p style="margin:24px 0"><a href="${escapeHtml(url)}" style="display:inline-block;padding:12px 24px;border-radius:6px;background:#1f4fd8;color:#ffffff;text-decoration:none;font-weight:600">${escapeHtml(label)}</a></p>`;

export const heading = (text: string): string =>
  `<h1 style="margin:0 0 16px;font-size:20px;line-height:1.3">${escapeHtml(text)}</h1>`;

export const subheading = (text: string): string =>
  `<h2 style="margin:24px 0 8px;font-size:15px;line-height:1.3">${escapeHtml(text)}</h2>`;

/** The frame of every mail: no images, nothing loaded from anywhere, readable in dark mode and on a phone. */
export const mailPage = (title: string, content: string, footer: string): string =>
  `<!doctype html><html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1"><meta name="color-scheme" content="light dark"><title>${escapeHtml(title)}</title></head><body style="margin:0;padding:24px 12px;${font};font-size:15px"><table role="presentation" cellpadding="0" cellspacing="0" style="width:100%;max-width:600px;margin:0 auto"><tr><td style="padding:0">${content}<p style="margin:32px 0 0;padding-top:16px;border-top:1px solid #c9ced6;font-size:13px;line-height:1.5;color:#5b6472">${escapeHtml(footer)}</p></td></tr></table></body></html>`;

const labelWidth = 18;

/** The same rows for the text part. */
export const factLines = (rows: readonly Row[]): string =>
  rows
    .map(({ label, value }) => `${`${visibleText(label)}:`.padEnd(labelWidth)} ${visibleText(value)}`)
    .join("\n");
