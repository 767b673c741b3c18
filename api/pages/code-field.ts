import { html } from "hono/html";
import type { CodeVerdict, MailedCode } from "../../services/codes/index.ts";
import { maskEmail } from "../../services/presentation/mask-email.ts";
import { visibleLine } from "../../services/presentation/visible-text.ts";
import { fault } from "./faults.ts";
import { formMediaType } from "./form-body.ts";
import { type Html, type Reader, soon } from "./layout.ts";

/** Where an answer that needs a code stands: what became of its mail, and what was wrong with the one that was typed. */
export type CodeStep = {
  /** Null when none was asked for: a form that was sent blind mails nothing. */
  readonly mailed: MailedCode | null;
  readonly refusal?: Exclude<CodeVerdict, { verdict: "right" }>;
};

const triesText = (triesLeft: number): string =>
  triesLeft === 1
    ? "You have one try left; after that your link is switched off."
    : `You have ${triesLeft} tries left.`;

/** What was wrong with the code, in words for the person who typed it. */
export const codeFault = ({ refusal }: CodeStep): string | undefined => {
  switch (refusal?.verdict) {
    case undefined:
      return undefined;
    case "wrong":
      return `That is not the code we mailed. ${triesText(refusal.triesLeft)}`;
    case "missing":
      return "Type the 8 digits of the code that we mailed to you.";
    case "expired":
      return "That code is too old: a code works for ten minutes. Type the newest one that we mailed.";
    case "other_choice":
      return "A code for another answer was asked for in the meantime, so that yours no longer works. Type the newest one that we mailed.";
  }
};

/** What became of the mail. */
const mailNote = ({ mailed }: CodeStep, reader: Reader): Html => {
  const address = html`<strong><bdi>${visibleLine(maskEmail(reader.email))}</bdi></strong>`;
  switch (mailed?.outcome) {
    case "mailed":
      return html`<p>
        We have just mailed a code to ${address}. It works once, for this answer alone, until
        ${soon(mailed.expiresAt, reader)}. An earlier code no longer works.
      </p>`;
    case "mailed_before":
      return html`<p>
        We have mailed a code for this answer to ${address}. It works once, until
        ${soon(mailed.expiresAt, reader)}.
      </p>`;
    case "too_many":
      return html`<p>
        Several codes were mailed to ${address} in the last ten minutes. Type the newest one if it is for this
        answer, or ask for another after ${soon(mailed.retryAt, reader)}.
      </p>`;
    case "void":
    case undefined:
      return html`<p>This answer needs a code. Send yourself one, to ${address}, and type it here.</p>`;
  }
};

/** The field for the code, with where to find it. No script: the code is typed or filled in by the browser. */
export const codeField = (reader: Reader, step: CodeStep): Html => {
  const text = codeFault(step);
  const isFaulty = text !== undefined;
  return html`<div class="${isFaulty ? "field faulty" : "field"}">
    <h2>Confirm with a code</h2>
    ${mailNote(step, reader)}
    <label for="code">Code from the mail</label>
    ${fault("code-fault", text)}
    <input
      id="code"
      name="code"
      type="text"
      inputmode="numeric"
      autocomplete="one-time-code"
      maxlength="20"
      aria-describedby="code-hint${isFaulty ? " code-fault" : ""}"
      ${isFaulty ? html`aria-invalid="true"` : ""}
    />
    <p class="quiet" id="code-hint">
      8 digits. No mail? It can take a minute; look among unwanted mail, too. Never tell the code to anybody.
    </p>
  </div>`;
};

/** Another code, by the first step's address: it settles nothing. */
export const newCodeButton = (firstStep: string): Html =>
  html`<button type="submit" class="plain" formaction="${firstStep}" formenctype="${formMediaType}" name="newCode" value="yes">
    Send a new code
  </button>`;
