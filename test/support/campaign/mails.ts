import type { Ready } from "../../../infra/local/system.ts";
import { call, persist } from "../client.ts";

type Mail = {
  readonly id: string;
  readonly to: string;
  readonly subject: string;
  readonly text: string;
};

const mailsAtOnce = 50;
const firstPart = ": ";

/** Somebody's mails, as far as somebody has looked. */
export type Mails = {
  /** Reads what is new since the last look, as a mail program does. */
  readonly look: () => Promise<void>;
  /** The newest link about something, by its title. */
  readonly linkAbout: (title: string) => string | undefined;
  readonly linkTo: (address: string) => string | undefined;
  readonly codeTo: (address: string) => string | undefined;
};

const addressIn = (to: string): string => /<([^>]+)>/.exec(to)?.[1] ?? to;

export const createMails = (ready: () => Ready): Mails => {
  const seen = new Set<string>();
  const about = new Map<string, string>();
  const links = new Map<string, string>();
  const codes = new Map<string, string>();

  const fetchNew = async (): Promise<Mail[]> => {
    const mails: Mail[] = [];
    for (let after = ""; ; ) {
      const url = `${ready().mailboxUrl}/messages?limit=${mailsAtOnce}${after === "" ? "" : `&after=${after}`}`;
      const { body } = await persist(() => call<Mail[]>(url));
      const fresh = body.filter(({ id }) => !seen.has(id));
      mails.push(...fresh);
      const last = body.at(-1);
      if (last === undefined || fresh.length < body.length) {
        return mails;
      }
      after = last.id;
    }
  };

  const keep = ({ to, subject, text }: Mail): void => {
    const link = /https?:\/\/\S+\/[lt]\/\S+/.exec(text)?.[0];
    if (link !== undefined) {
      about.set(subject.slice(subject.indexOf(firstPart) + firstPart.length), link);
      links.set(addressIn(to), link);
    }
    const code = /^ {4}(\d{8})$/m.exec(text)?.[1];
    if (code !== undefined) {
      codes.set(addressIn(to), code);
    }
  };

  let looking: Promise<void> | null = null;
  const look = async (): Promise<void> => {
    for (const mail of (await fetchNew()).toReversed()) {
      seen.add(mail.id);
      keep(mail);
    }
  };

  return {
    look: () => {
      looking ??= look().finally(() => {
        looking = null;
      });
      return looking;
    },
    linkAbout: (title) => about.get(title),
    linkTo: (address) => links.get(address),
    codeTo: (address) => codes.get(address),
  };
};
