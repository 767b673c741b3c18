import { openAuditChain } from "../../db/queries/audit-chain.ts";
import { type ChainReport, verifyAll } from "../../services/audit/verify.ts";

/** The verifier's report on every chain of the database. */
export const verifyAudit = async (databaseUrl: string): Promise<ChainReport[]> => {
  const reader = openAuditChain(databaseUrl);
  try {
    const reports: ChainReport[] = [];
    for await (const report of verifyAll(reader)) {
      reports.push(report);
    }
    return reports;
  } finally {
    await reader.close();
  }
};
