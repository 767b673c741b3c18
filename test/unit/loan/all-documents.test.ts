import { expect, test } from "vitest";
import { checkUploads } from "../../../services/documents/check-uploads.ts";
import { handFormOf } from "../../../services/service-tasks/hand-form.ts";
import { documentLabels, type LoanDocument } from "../../../workflows/loan/documents.ts";
import { documentForm } from "../../../workflows/loan/forms.ts";

test("an applicant can send every document that a lender may ask for in one answer", () => {
  const names = Object.keys(documentLabels) as LoanDocument[];
  const payload = { applicationNumber: "LA-1", amount: { amount: "1000.00", currency: "EUR" } };
  const asked = documentForm({ payload } as never, names, {
    title: "Documents",
    instructions: "Please send them.",
  });
  const form = handFormOf(asked, { type: "document.collect", input: {} });
  const fields = form.answers[0]?.fields ?? [];
  const uploads = names.map((field) => ({ field, fileName: "a.txt", content: Buffer.from("text") }));
  expect(checkUploads(fields, uploads)).toEqual({});
});
