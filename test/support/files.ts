/** The smallest that pass for files of each type: their names and their first bytes agree. */
export const pdf = Buffer.from("%PDF-1.7\n1 0 obj\n<<>>\nendobj\n");
export const png = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0, 0, 0, 13]);
export const jpeg = Buffer.from([0xff, 0xd8, 0xff, 0xe0, 0, 16]);
export const docx = Buffer.from("PK\u0003\u0004....[Content_Types].xml....word/document.xml", "latin1");
export const html = Buffer.from("<!doctype html><script>alert(1)</script>");
export const exe = Buffer.from("MZ\u0090\u0000\u0003", "latin1");
