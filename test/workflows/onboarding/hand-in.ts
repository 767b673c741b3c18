import { expect } from "vitest";
import { listDocuments } from "../../../services/documents/index.ts";
import { storeDocuments } from "../../../services/documents/store.ts";
import { inTenant } from "../../../services/in-tenant.ts";
import { answerByHand } from "../../../services/service-tasks/answer.ts";
import { pdf } from "../../support/files.ts";
import { openTaskOf } from "../support/happen.ts";
import type { Happening } from "../support/scenario.ts";
import type { Scene } from "../support/world.ts";

/** The new hire hands in a file for each of these, and attests section 1 of form I-9. */
export const handsIn = (...documents: readonly string[]): Happening => ({
  it: `the new hire hands in ${documents.join(", ")}`,
  does: async ({ ctx, requestId, ...scene }) => {
    const taskId = await openTaskOf({ ctx, requestId, ...scene }, "collect-documents");
    await inTenant(ctx, async (_tx, unit) => {
      const uploads = documents.map((field) => ({ field, fileName: `${field}.pdf`, content: pdf }));
      const { byField } = await storeDocuments(unit, { id: taskId, requestId }, uploads);
      await answerByHand(unit, {
        taskId,
        answerName: "handIn",
        fields: { ...byField, attestation: "citizen" },
        comment: null,
        by: { via: "api" },
      });
    });
  },
});

/** Which of the documents still have their contents at the end. */
export const keeps =
  (...documents: readonly string[]) =>
  async ({ ctx, requestId }: Scene): Promise<void> => {
    const { data } = await listDocuments(ctx, { requestId, limit: 200, cursor: null });
    const kept = data.filter(({ deletedAt }) => deletedAt === null).map(({ field }) => field);
    expect(kept.toSorted()).toEqual(documents.toSorted());
  };
