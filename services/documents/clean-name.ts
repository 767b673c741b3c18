import { extensionOf } from "./file-type.ts";

const nameMaxCharacters = 120;
/** What one of the systems that files travel through takes for more than a letter, and all that is not seen. */
const unsafe = /[\p{Cc}\p{Cf}\p{Cs}\p{Co}\p{Zl}\p{Zp}<>:"/\\|?*%]/gu;
/** What Windows opens as a device, whatever it ends in. */
const reserved = /^(con|prn|aux|nul|com\d|lpt\d)$/i;

/**
 * Pure: a file's name as it is kept: without folders, invisible characters and whatever a system takes for a command,
 * not too long, and with its ending.
 */
export const cleanFileName = (fileName: string): string => {
  const base = fileName.normalize("NFC").split(/[/\\]/).at(-1) ?? "";
  const extension = extensionOf(base.trim());
  const stem = base
    .trim()
    .slice(0, extension === "" ? undefined : -(extension.length + 1))
    .replaceAll(unsafe, "_")
    .replaceAll(/\s+/gu, " ")
    .replaceAll(/^[. ]+|[. ]+$/g, "");
  const characters = Array.from(stem).slice(0, nameMaxCharacters - extension.length - 1);
  const name = characters.join("").trimEnd();
  const kept = name === "" || reserved.test(name) ? `document${name === "" ? "" : `_${name}`}` : name;
  return extension === "" ? kept : `${kept}.${extension}`;
};
