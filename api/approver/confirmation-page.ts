import type { Context } from "hono";
import { html } from "hono/html";
import type { Review } from "../../services/links/index.ts";
import { formatMoney } from "../../services/money/format.ts";
import type { Choice } from "./confirmation.ts";
import { facts, head } from "./content.ts";
import { page, written } from "./layout.ts";

const words = { approve: "Approve", reject: "Reject" } as const;

/** The choice once more, with the amount; only the button here decides. */
export const confirmationPage = (
  c: Context,
  {
    review,
    choice,
    confirmation,
  }: { readonly review: Review; readonly choice: Choice; readonly confirmation: string },
): Response | Promise<Response> => {
  const word = words[choice.outcome];
  return page(c, {
    title: `Confirm: ${word.toLowerCase()} ${review.title}`,
    content: html`${head(review)}
      <h2>You are about to ${word.toLowerCase()} this request</h2>
      ${facts([
        { label: "Your decision", value: word, strong: true },
        ...(review.amount === null ? [] : [{ label: "Amount", value: formatMoney(review.amount) }]),
        { label: "Asked by", value: review.requester.name },
      ])}
      ${
        choice.comment === ""
          ? ""
          : html`<p>Your comment:</p>
            <blockquote>${written(choice.comment)}</blockquote>`
      }
      <form method="post" action="/decide">
        <input type="hidden" name="outcome" value="${choice.outcome}" />
        <input type="hidden" name="comment" value="${choice.comment}" />
        <input type="hidden" name="confirmation" value="${confirmation}" />
        <div class="actions">
          <button type="submit">${word} now</button>
          <a class="button plain" href="/review">Go back</a>
        </div>
      </form>`,
  });
};
