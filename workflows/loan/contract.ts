import type { Kind } from "../../services/kinds/model.ts";
import { describeLoan } from "./describe.ts";
import { loanExamples } from "./examples.ts";
import { fateOfLoanEdit } from "./fate-of-edit.ts";
import { noLoanFindings } from "./findings.ts";
import { checkLoan, type LoanPayload, loanPayloadSchema } from "./payload.ts";
import { loanSettingsSchema } from "./settings.ts";

export const kind: Kind<LoanPayload> = {
  name: "loan",
  functionName: "loanWorkflow",
  version: 1,
  payloadSchema: loanPayloadSchema,
  examples: loanExamples,
  check: checkLoan,
  amountOf: ({ amount }) => amount,
  describe: describeLoan,
  noFindings: noLoanFindings,
  fateOfEdit: fateOfLoanEdit,
  // An underwriter may add conditions, or approve less than was asked for.
  approversEdit: true,
  settingsSchema: loanSettingsSchema,
};
