import type { AssessmentDefinition } from "../../services/runs/definitions.ts";
import type { IngestionPayload } from "./payload.ts";
import { assessQuality, unreadableFindings, validationSchema } from "./quality.ts";
import type { IngestionSettings } from "./settings.ts";

export const ingestionAssessments = {
  quality: {
    judge: ({ payload, settings }, _facts, earlier) => {
      const read = validationSchema.safeParse(earlier("validate").result);
      const finds = read.success
        ? assessQuality(payload, read.data, settings as IngestionSettings)
        : unreadableFindings;
      return { finds, tells: { verdict: finds["verdict"], hasBadRows: Number(finds["badRows"]) > 0 } };
    },
  },
} as const satisfies Readonly<Record<string, AssessmentDefinition<IngestionPayload>>>;
