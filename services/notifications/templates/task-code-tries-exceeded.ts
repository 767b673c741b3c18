import { visibleLine } from "../../presentation/visible-text.ts";
import type { MailContent } from "./model.ts";
import { notice } from "./notice.ts";
import { noReplies } from "./request-named.ts";
import type { TaskMailInput } from "./task-invitation.ts";

/** Pure: the mail that tells a participant that their link is dead, because wrong codes were entered with it. */
export const taskCodeTriesExceeded = ({ tenantName, title, participant }: TaskMailInput): MailContent =>
  notice({
    tenantName,
    subject: `Somebody tried to answer with your link: ${title}`,
    heading: title,
    blocks: [
      {
        paragraph: visibleLine(
          `Hello ${participant.name}: somebody opened the link that we mailed to you, and entered a wrong code five times. Nothing was recorded, and the link is switched off.`,
        ),
      },
      { paragraph: visibleLine(`Was it you? Then ask ${tenantName} to send you a new link.`) },
      {
        paragraph: visibleLine(
          `Was it not you? Then tell ${tenantName} at once: somebody else can open links from your mail.`,
        ),
      },
    ],
    footer: `You get this mail because you are asked for an answer. ${noReplies}`,
  });
