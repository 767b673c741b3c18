/** What the frame of a mail may do: open links in tabs of their own, and nothing else. No scripts, no forms. */
export const frameSandbox = "allow-popups allow-popups-to-escape-sandbox";

/** Said by the answer too, so that the mail is as powerless when its address is opened by itself. */
const headers = {
  "content-type": "text/html; charset=utf-8",
  "content-security-policy": `default-src 'none'; style-src 'unsafe-inline'; img-src data:; form-action 'none'; base-uri 'none'; sandbox ${frameSandbox}`,
  "cache-control": "no-store",
  "referrer-policy": "no-referrer",
  "x-content-type-options": "nosniff",
};

const opensTabs = '<base target="_blank">';
const headStart = /<head(\s[^>]*)?>/i;
const doctype = /^\s*<!doctype[^>]*>/i;

/** Makes links open in a new tab, without moving the doctype from its place: that would change the layout. */
const withTabs = (part: string): string => {
  for (const place of [headStart, doctype]) {
    const found = place.exec(part);
    if (found !== null) {
      const end = found.index + found[0].length;
      return part.slice(0, end) + opensTabs + part.slice(end);
    }
  }
  return opensTabs + part;
};

/** A mail's HTML part as it came, without any power. */
export const htmlPartResponse = (part: string): Response => new Response(withTabs(part), { headers });
