import { base64url, calculateJwkThumbprint, importJWK, type JWK, jwtVerify, SignJWT } from "jose";
import { z } from "zod";
import type { TokenSigner } from "../ports.ts";

const linkType = "approval-link+jwt";
const linkAudience = "approval-link";
const linkMaxAge = "14d";
const clockToleranceSeconds = 60;
const tokenMaxCharacters = 1_024;
const compactForm = /^[A-Za-z0-9_-]+\.[A-Za-z0-9_-]+\.[A-Za-z0-9_-]+$/;

const claimsSchema = z.object({
  jti: z.string().regex(/^[A-Za-z0-9_-]{22}$/),
  iat: z.number().int(),
  exp: z.number().int(),
  tid: z.string().regex(/^ten_[0-9a-f-]{36}$/),
  tsk: z.string().regex(/^asg_[0-9a-f-]{36}$/),
  ver: z.number().int().min(1),
  sub: z.string().regex(/^mem_[0-9a-f-]{36}$/),
});

/**
 * True when the text is the one and only encoding of its bytes. A decoder takes several spellings of one token
 * (other last bits, padding, white space); only this one passes.
 */
const isStrict = (token: string): boolean =>
  token.length <= tokenMaxCharacters &&
  compactForm.test(token) &&
  token.split(".").every((segment) => base64url.encode(base64url.decode(segment)) === segment);

const toPublic = ({ kty, crv, x }: JWK, kid: string): Record<string, unknown> => ({
  kty,
  crv,
  x,
  kid,
  use: "sig",
  alg: "EdDSA",
});

const verified = async <Result>(verify: () => Promise<Result>): Promise<Result | null> => {
  try {
    return await verify();
  } catch {
    // Which check failed is nobody's business: every failure looks the same from outside.
    return null;
  }
};

/**
 * Links are Ed25519 JWS by jose, with the claims and the order of checks of our link design; page tokens are
 * HS256 under a key of their own with the purpose as audience. `issuer` is the deployment.
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
  const linkKey = await importJWK(linkJwk, "EdDSA");
  const linkPublicKey = await importJWK(publicJwk as JWK, "EdDSA");
  const pageKey = Buffer.from(keys.pageKeyBase64, "base64");
  return {
    signLink: (claims) =>
      new SignJWT({ tid: claims.tenantId, tsk: claims.assignmentId, ver: claims.requestVersion })
        .setProtectedHeader({ alg: "EdDSA", typ: linkType, kid })
        .setIssuer(issuer)
        .setAudience(linkAudience)
        .setSubject(claims.memberId)
        .setJti(claims.jti)
        .setIssuedAt(claims.issuedAt)
        .setExpirationTime(claims.expiresAt)
        .sign(linkKey),
    verifyLink: (token) =>
      verified(async () => {
        if (!isStrict(token)) {
          return null;
        }
        const { payload } = await jwtVerify(token, linkPublicKey, {
          algorithms: ["EdDSA"],
          typ: linkType,
          audience: linkAudience,
          issuer,
          requiredClaims: ["jti", "iat", "exp", "tid", "tsk", "ver", "sub"],
          clockTolerance: clockToleranceSeconds,
          maxTokenAge: linkMaxAge,
        });
        const { tid, tsk, ver, sub, jti, iat, exp } = claimsSchema.parse(payload);
        return {
          jti,
          tenantId: tid,
          assignmentId: tsk,
          requestVersion: ver,
          memberId: sub,
          issuedAt: iat,
          expiresAt: exp,
        };
      }),
    signPage: (purpose, claims, seconds) =>
      new SignJWT({ ...claims })
        .setProtectedHeader({ alg: "HS256", typ: `${purpose}+jwt` })
        .setIssuer(issuer)
        .setAudience(purpose)
        .setIssuedAt()
        .setExpirationTime(`${seconds}s`)
        .sign(pageKey),
    verifyPage: (purpose, token) =>
      verified(async () => {
        const options = { algorithms: ["HS256"], typ: `${purpose}+jwt`, audience: purpose, issuer };
        const { payload } = await jwtVerify(token, pageKey, options);
        return payload;
      }),
    publicKeys: () => ({ keys: [publicJwk] }),
  };
};
