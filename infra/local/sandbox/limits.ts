export const bodyBytesMax = 1024 * 1024;
/** Of an uploaded file. */
export const fileBytesMax = 20 * 1024 * 1024;
export const objectKeyCharactersMax = 1_100;
export const warehouseColumnsMax = 200;
export const sequencerCharactersMax = 64;
export const readinessPollsMax = 1_000;
export const idCharactersMax = 200;
export const textCharactersMax = 500;
export const linesMax = 500;
export const quantityMax = 1_000_000;
export const stockQuantityMax = 1_000_000_000;
export const addressFieldsMax = 20;
export const attemptsMax = 1_000_000;
export const secretCharactersMax = 500;

/** As card schemes have it for most shops: an authorization holds for seven days. */
export const authorizationSeconds = 7 * 86_400;

export const ledgerPageDefault = 200;
export const ledgerPageMax = 1_000;

export const rulesMax = 1_000;
export const ruleTimesMax = 1_000_000;
export const reasonCodeCharactersMax = 100;
/** How long a task hangs whose switch says `timeout`. */
export const hangMilliseconds = 60_000;
/** How long a body that is too large is still taken from its sender. */
export const drainMilliseconds = 2_000;
