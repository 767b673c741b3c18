import type { Kind } from "../../services/kinds/model.ts";
import { describeCompliance } from "./describe.ts";
import { complianceExamples } from "./examples.ts";
import { complianceFollowUp } from "./follow-up.ts";
import { checkCompliance, type CompliancePayload, compliancePayloadSchema } from "./payload.ts";
import { noComplianceFindings } from "./risk.ts";
import { complianceSettingsSchema } from "./settings.ts";

export const kind: Kind<CompliancePayload> = {
  name: "compliance",
  functionName: "complianceWorkflow",
  version: 1,
  payloadSchema: compliancePayloadSchema,
  examples: complianceExamples,
  check: checkCompliance,
  amountOf: ({ yearlyVolume }) => yearlyVolume,
  describe: describeCompliance,
  keysOf: ({ caseNumber }) => [`case:${caseNumber}`],
  noFindings: noComplianceFindings,
  followUp: complianceFollowUp,
  settingsSchema: complianceSettingsSchema,
};
