import type { Kind } from "../../services/kinds/model.ts";
import { describeIngestion } from "./describe.ts";
import { ingestionExamples } from "./examples.ts";
import { fateOfIngestionEdit } from "./fate-of-edit.ts";
import { checkIngestion, type IngestionPayload, ingestionPayloadSchema } from "./payload.ts";
import { noQualityFindings } from "./quality.ts";
import { ingestionSettingsSchema } from "./settings.ts";
import { checkIngestionFacts, ingestionKeys, findSuperseded } from "./versions.ts";

export const kind: Kind<IngestionPayload> = {
  name: "ingestion",
  functionName: "ingestionWorkflow",
  version: 1,
  payloadSchema: ingestionPayloadSchema,
  examples: ingestionExamples,
  check: checkIngestion,
  amountOf: () => null,
  describe: describeIngestion,
  keysOf: ingestionKeys,
  pastDays: 90,
  checkFacts: checkIngestionFacts,
  findingsOf: findSuperseded,
  noFindings: { ...noQualityFindings, supersedes: "", quarantinedTo: "", loadedInto: "", loadedRows: 0 },
  fateOfEdit: fateOfIngestionEdit,
  settingsSchema: ingestionSettingsSchema,
};
