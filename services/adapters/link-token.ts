import { base64url, type CryptoKey, jwtVerify, SignJWT } from "jose";
import type { z } from "zod";

const linkMaxAge = "14d";
const clockToleranceSeconds = 60;
const tokenMaxCharacters = 1_024;
const compactForm = /^[A-Za-z0-9_-]+\.[A-Za-z0-9_-]+\.[A-Za-z0-9_-]+$/;

/**
 * True when the text is the one and only encoding of its bytes. A decoder takes several spellings of one token
 * (other last bits, padding, white space); only this one passes.
 */
const isStrict = (token: string): boolean =>
  token.length <= tokenMaxCharacters &&
  compactForm.test(token) &&
  token.split(".").every((segment) => base64url.encode(base64url.decode(segment)) === segment);

export type LinkKeys = {
  readonly issuer: string;
  readonly kid: string;
  readonly privateKey: CryptoKey | Uint8Array;
  readonly publicKey: CryptoKey | Uint8Array;
};

/** One purpose of mailed links: a type and an audience of its own, and the claims that it has. */
export type LinkPurpose<Claims> = {
  readonly type: string;
  readonly audience: string;
  readonly claims: z.ZodType<Claims>;
  readonly required: readonly string[];
};

/** What every link has, whatever it is for. */
export type LinkLife = { readonly jti: string; readonly iat: number; readonly exp: number };

/** Links of one purpose: Ed25519 JWS by jose, with the order of checks of our link design. */
export const linkTokens = <Claims extends LinkLife & { readonly sub: string }>(
  { issuer, kid, privateKey, publicKey }: LinkKeys,
  { type, audience, claims, required }: LinkPurpose<Claims>,
) => ({
  sign: ({ jti, iat, exp, sub, ...own }: Claims): Promise<string> =>
    new SignJWT(own)
      .setProtectedHeader({ alg: "EdDSA", typ: type, kid })
      .setIssuer(issuer)
      .setAudience(audience)
      .setSubject(sub)
      .setJti(jti)
      .setIssuedAt(iat)
      .setExpirationTime(exp)
      .sign(privateKey),
  verify: async (token: string): Promise<Claims | null> => {
    try {
      if (!isStrict(token)) {
        return null;
      }
      const { payload } = await jwtVerify(token, publicKey, {
        algorithms: ["EdDSA"],
        typ: type,
        audience,
        issuer,
        requiredClaims: [...required],
        clockTolerance: clockToleranceSeconds,
        maxTokenAge: linkMaxAge,
      });
      return claims.parse(payload);
    } catch {
      // Which check failed is nobody's business: every failure looks the same from outside.
      return null;
    }
  },
});
