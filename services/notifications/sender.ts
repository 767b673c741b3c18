import { shorten, visibleLine } from "../presentation/visible-text.ts";

/** Encoded it then still fits into the 320 characters that an address may have. */
const nameMaxCharacters = 40;
/** An encoded word holds at most 75 characters, of which this many bytes make 60 in base64. */
const encodedWordMaxBytes = 45;
/** What needs no encoding between quotation marks; nothing that ends them, and nothing of an address. */
const printable = /^[ !#-;=?A-Z[\]^-~]*$/;

/** RFC 2047: words of base64, none of which splits a character. */
const encodeWords = (text: string): string => {
  const words: string[] = [];
  let word = "";
  for (const character of text) {
    if (Buffer.byteLength(word + character, "utf8") > encodedWordMaxBytes) {
      words.push(word);
      word = "";
    }
    word += character;
  }
  return [...words, word]
    .map((part) => `=?UTF-8?B?${Buffer.from(part, "utf8").toString("base64")}?=`)
    .join(" ");
};

/**
 * Pure: the sender of a tenant's mail: our address under the tenant's name, in the form that a mail header takes.
 * No name can smuggle in an address or another header.
 */
export const senderOf = (mailFrom: string, tenantName: string): string => {
  const address = /<([^<>]+)>\s*$/.exec(mailFrom)?.[1] ?? mailFrom.trim();
  const name = shorten(visibleLine(tenantName), nameMaxCharacters);
  return printable.test(name) ? `"${name}" <${address}>` : `${encodeWords(name)} <${address}>`;
};
