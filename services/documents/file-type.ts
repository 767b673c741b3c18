import { type FileType, fileTypes } from "./model.ts";

const pdfMagic = Buffer.from("%PDF-", "latin1");
const pngMagic = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
const jpegMagic = Buffer.from([0xff, 0xd8, 0xff]);
const zipMagic = Buffer.from([0x50, 0x4b, 0x03, 0x04]);
/** What is in every Word document, and what is in those that hold macros. */
const wordParts = ["[Content_Types].xml", "word/document.xml"];
const macroPart = "vbaProject.bin";
/** Tab, line feed, form feed and carriage return are all that a plain text needs. */
const notText = /(?![\t\n\f\r])\p{Cc}/u;

const begins = (content: Buffer, magic: Buffer): boolean => content.subarray(0, magic.length).equals(magic);

const isPlainText = (content: Buffer): boolean => {
  try {
    return !notText.test(new TextDecoder("utf-8", { fatal: true }).decode(content));
  } catch {
    return false;
  }
};

const isOf: Readonly<Record<FileType, (content: Buffer) => boolean>> = {
  pdf: (content) => begins(content, pdfMagic),
  png: (content) => begins(content, pngMagic),
  jpeg: (content) => begins(content, jpegMagic),
  text: isPlainText,
  docx: (content) =>
    begins(content, zipMagic) &&
    wordParts.every((part) => content.includes(part)) &&
    !content.includes(macroPart),
};

/** Pure: what a file's name ends in, in small letters. */
export const extensionOf = (fileName: string): string =>
  /\.([A-Za-z0-9]{1,10})$/.exec(fileName)?.[1]?.toLowerCase() ?? "";

/** Pure: the type that both the name and the first bytes of a file say it is; null where they disagree. */
export const typeOfFile = (fileName: string, content: Buffer): FileType | null => {
  const extension = extensionOf(fileName.trim());
  const types = Object.keys(fileTypes) as FileType[];
  const named = types.find((type) => fileTypes[type].extensions.some((known) => known === extension));
  return named !== undefined && isOf[named](content) ? named : null;
};
