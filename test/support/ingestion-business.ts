import type { Business } from "./company.ts";

/** Files that are good enough are loaded; of the others the owner decides. */
export const ingestionBusiness: Business = {
  kind: "ingestion",
  tasks: ["file.*", "data.*", "warehouse.*", "lineage.*"],
  rules: () => [
    { name: "good enough", when: 'findings.verdict != "ask"', autoApprove: true },
    {
      name: "too far off",
      stages: [{ name: "owner", approvers: [{ manager: 1 }], quorum: "any", deadline: "P2D" }],
    },
  ],
};
