import { type Sql, withDeadline } from "../../stand-in/connect.ts";
import { bareAddress, type Message, type MessageFilter, type OutgoingMail, referenceOf } from "./model.ts";

/** The mails in Postgres. Every call has a deadline and throws when the database is away. */
export type MessageStore = {
  readonly keep: (mail: OutgoingMail, messageId: string) => Promise<void>;
  readonly list: (filter: MessageFilter) => Promise<readonly Message[]>;
  readonly find: (id: string) => Promise<Message | undefined>;
  /** Who got mail lately, the latest first. */
  readonly recipients: () => Promise<readonly string[]>;
  readonly clear: () => Promise<void>;
};

const recipientsShownMax = 50;

type Row = Omit<Message, "receivedAt"> & { readonly receivedAt: Date };

const toMessage = (row: Row): Message => ({ ...row, receivedAt: row.receivedAt.toISOString() });

export const createMessageStore = (sql: Sql): MessageStore => {
  const columns = sql`
    id, message_id as "messageId", sender as "from", recipient as "to", reply_to as "replyTo", subject,
    text_part as "text", html_part as "html", reference, tags, received_at as "receivedAt"`;
  return {
    keep: async (mail, messageId) => {
      const copies = mail.recipients.map((recipient, index) => ({
        id: index === 0 ? messageId : `${messageId}.${index + 1}`,
        message_id: messageId,
        sender: mail.from,
        recipient: bareAddress(recipient),
        reply_to: sql.json([...mail.replyTo]),
        subject: mail.subject,
        text_part: mail.text,
        html_part: mail.html,
        headers: sql.json([...mail.headers]),
        tags: sql.json([...mail.tags]),
        reference: referenceOf(mail),
      }));
      await withDeadline(sql`insert into local_mailbox.messages ${sql(copies)}`);
    },
    list: async ({ to, after, limit }) => {
      const rows = await withDeadline(sql<Row[]>`
        select ${columns} from local_mailbox.messages
        where ${to === null ? sql`true` : sql`lower(recipient) = ${bareAddress(to).toLowerCase()}`}
          and ${after === null ? sql`true` : sql`seq < (select seq from local_mailbox.messages where id = ${after})`}
        order by seq desc limit ${limit}`);
      return rows.map(toMessage);
    },
    find: async (id) => {
      const [row] = await withDeadline(
        sql<Row[]>`select ${columns} from local_mailbox.messages where id = ${id}`,
      );
      return row === undefined ? undefined : toMessage(row);
    },
    recipients: async () => {
      const rows = await withDeadline(sql<{ recipient: string }[]>`
        select lower(recipient) as recipient from local_mailbox.messages
        group by lower(recipient) order by max(seq) desc limit ${recipientsShownMax}`);
      return rows.map(({ recipient }) => recipient);
    },
    clear: async () => {
      await withDeadline(sql`delete from local_mailbox.messages`);
    },
  };
};
