import { calculateJwkThumbprint, importJWK, type JWK, jwtVerify, SignJWT } from "jose";
import { z } from "zod";
import type { TokenSigner } from "../ports.ts";
import { type LinkKeys, type LinkPurpose, linkTokens } from "./link-token.ts";

const life = {
  jti: z.string().regex(/^[A-Za-z0-9_-]{22}$/),
  iat: z.number().int(),
  exp: z.number().int(),
  tid: z.string().regex(/^ten_[0-9a-f-]{36}$/),
};

const approvalClaims = z.object({
  ...life,
  tsk: z.string().regex(/^asg_[0-9a-f-]{36}$/),
  ver: z.number().int().min(1),
  sub: z.string().regex(/^mem_[0-9a-f-]{36}$/),
});
const approvalLink: LinkPurpose<z.infer<typeof approvalClaims>> = {
  type: "approval-link+jwt",
  audience: "approval-link",
  claims: approvalClaims,
  required: ["jti", "iat", "exp", "tid", "tsk", "ver", "sub"],
};

/** Who is no member: the row says who it is, and the token holds no address. */
const guest = "guest";
const taskClaims = z.object({
  ...life,
  tsk: z.string().regex(/^tsk_[0-9a-f-]{36}$/),
  sub: z.string().regex(/^(mem_[0-9a-f-]{36}|guest)$/),
});
const taskLink: LinkPurpose<z.infer<typeof taskClaims>> = {
  type: "task-link+jwt",
  audience: "task-link",
  claims: taskClaims,
  required: ["jti", "iat", "exp", "tid", "tsk", "sub"],
};

const toPublic = ({ kty, crv, x }: JWK, kid: string): Record<string, unknown> => ({
  kty,
  crv,
  x,
  kid,
  use: "sig",
  alg: "EdDSA",
});

const signApprovals = (keys: LinkKeys): Pick<TokenSigner, "signLink" | "verifyLink"> => {
  const tokens = linkTokens(keys, approvalLink);
  return {
    signLink: ({ jti, tenantId, assignmentId, requestVersion, memberId, issuedAt, expiresAt }) =>
      tokens.sign({
        jti,
        tid: tenantId,
        tsk: assignmentId,
        ver: requestVersion,
        sub: memberId,
        iat: issuedAt,
        exp: expiresAt,
      }),
    verifyLink: async (token) => {
      const claims = await tokens.verify(token);
      if (claims === null) {
        return null;
      }
      const { jti, tid, tsk, ver, sub, iat, exp } = claims;
      const whose = { tenantId: tid, assignmentId: tsk, requestVersion: ver, memberId: sub };
      return { jti, ...whose, issuedAt: iat, expiresAt: exp };
    },
  };
};

const signTasks = (keys: LinkKeys): Pick<TokenSigner, "signTaskLink" | "verifyTaskLink"> => {
  const tokens = linkTokens(keys, taskLink);
  return {
    signTaskLink: ({ jti, tenantId, taskId, memberId, issuedAt, expiresAt }) =>
      tokens.sign({
        jti,
        tid: tenantId,
        tsk: taskId,
        sub: memberId ?? guest,
        iat: issuedAt,
        exp: expiresAt,
      }),
    verifyTaskLink: async (token) => {
      const claims = await tokens.verify(token);
      if (claims === null) {
        return null;
      }
      const { jti, tid, tsk, sub, iat, exp } = claims;
      const memberId = sub === guest ? null : sub;
      return { jti, tenantId: tid, taskId: tsk, memberId, issuedAt: iat, expiresAt: exp };
    },
  };
};

type PageSigner = Pick<TokenSigner, "signPage" | "verifyPage">;

const signPages = (pageKey: Buffer, issuer: string): PageSigner => ({
  signPage: (purpose, claims, seconds) =>
    new SignJWT({ ...claims })
      .setProtectedHeader({ alg: "HS256", typ: `${purpose}+jwt` })
      .setIssuer(issuer)
      .setAudience(purpose)
      .setIssuedAt()
      .setExpirationTime(`${seconds}s`)
      .sign(pageKey),
  verifyPage: async (purpose, token) => {
    try {
      const options = { algorithms: ["HS256"], typ: `${purpose}+jwt`, audience: purpose, issuer };
      return (await jwtVerify(token, pageKey, options)).payload;
    } catch {
      return null;
    }
  },
});

/**
 * Links are Ed25519 JWS by jose, with the claims and the order of checks of our link design, a type and an audience
 * for each purpose; page tokens are HS256 under a key of their own with the purpose as audience. `issuer` is the
 * deployment.
 */
export const createTokenSigner = async (keys: {
  readonly linkKey: Readonly<Record<string, unknown>>;
  readonly pageKeyBase64: string;
  readonly issuer: string;
}): Promise<TokenSigner> => {
  const { issuer } = keys;
  const linkJwk = keys.linkKey as JWK;
  const kid = await calculateJwkThumbprint(linkJwk);
  const publicJwk = toPublic(linkJwk, kid);
  const linkKeys: LinkKeys = {
    issuer,
    kid,
    privateKey: await importJWK(linkJwk, "EdDSA"),
    publicKey: await importJWK(publicJwk as JWK, "EdDSA"),
  };
  return {
    ...signApprovals(linkKeys),
    ...signTasks(linkKeys),
    ...signPages(Buffer.from(keys.pageKeyBase64, "base64"), issuer),
    publicKeys: () => ({ keys: [publicJwk] }),
  };
};
