import { expect, test } from "vitest";
import { cleanFileName } from "../../../services/documents/clean-name.ts";
import { typeOfFile } from "../../../services/documents/file-type.ts";
import { docx, exe, html, jpeg, pdf, png } from "../../support/files.ts";

test.each([
  ["cv.pdf", pdf, "pdf"],
  ["CV.PDF", pdf, "pdf"],
  ["photo.png", png, "png"],
  ["photo.jpg", jpeg, "jpeg"],
  ["photo.JPEG", jpeg, "jpeg"],
  ["note.txt", Buffer.from("Größe: 5\r\n\tm"), "text"],
  ["letter.docx", docx, "docx"],
  ["page.html", html, null],
  ["page.svg", Buffer.from("<svg xmlns='http://www.w3.org/2000/svg'/>"), null],
  ["setup.exe", exe, null],
  ["cv.pdf.exe", pdf, null],
  ["no ending", pdf, null],
  ["", pdf, null],
  ["cv.pdf", html, null],
  ["cv.pdf", Buffer.from(" %PDF-1.7"), null],
  ["cv.pdf", png, null],
  ["photo.png", jpeg, null],
  ["note.txt", exe, null],
  ["note.txt", Buffer.from([0xff, 0xfe, 0x41, 0x00]), null],
  ["letter.docx", Buffer.from("PK\u0003\u0004 other zip", "latin1"), null],
  ["letter.docx", Buffer.concat([docx, Buffer.from("word/vbaProject.bin")]), null],
  ["archive.zip", docx, null],
])("%s is told by its name and its bytes together", (name, content, type) => {
  expect(typeOfFile(name, content)).toBe(type);
});

test.each([
  ["cv.pdf", "cv.pdf"],
  ["../../etc/passwd.txt", "passwd.txt"],
  ["C:\\Users\\ann\\CV.PDF", "CV.pdf"],
  ["a\u0000b\r\nc.pdf", "a_b__c.pdf"],
  ["invoice\u202Efdp.exe.pdf", "invoice_fdp.exe.pdf"],
  ['q"u<o>t:e|s?*.pdf', "q_u_o_t_e_s__.pdf"],
  ["..pdf", "document.pdf"],
  ["   .txt", "document.txt"],
  ["con.txt", "document_con.txt"],
  ["Lebenslauf Jörg.docx", "Lebenslauf Jörg.docx"],
  ["履歴書.pdf", "履歴書.pdf"],
  [`${"x".repeat(300)}.pdf`, `${"x".repeat(116)}.pdf`],
])("%j is kept as %j", (given, kept) => {
  expect(cleanFileName(given)).toBe(kept);
});
