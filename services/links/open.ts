import type { Id } from "../../db/schema/columns.ts";
import type { Runtime } from "../context.ts";

/** Who holds which link, from a verified token or from the page session made of one. */
export type LinkIdentity = {
  readonly tenantId: Id<"tenant">;
  readonly jti: string;
  readonly assignmentId: Id<"assignment">;
  readonly requestVersion: number;
  readonly memberId: Id<"member">;
};

/**
 * Reads a link's token: signature, type, audience, age and strict form. Writes nothing and asks the database
 * nothing; whether the link still lives is told by its row (`readReview`, `decideByLink`).
 */
export const openLink = async (runtime: Runtime, token: string): Promise<LinkIdentity | null> => {
  const claims = await runtime.ports.tokens.verifyLink(token);
  return claims === null
    ? null
    : {
        tenantId: claims.tenantId as Id<"tenant">,
        jti: claims.jti,
        assignmentId: claims.assignmentId as Id<"assignment">,
        requestVersion: claims.requestVersion,
        memberId: claims.memberId as Id<"member">,
      };
};
