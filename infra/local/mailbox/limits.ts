/** As SES v2 has it for a message that is not raw. */
export const messageBytesMax = 10 * 1024 * 1024;
export const recipientsMax = 50;
export const headersMax = 15;
export const headerNameCharactersMax = 126;
export const headerValueCharactersMax = 870;
/** RFC 5322 §2.1.1 */
export const lineCharactersMax = 998;
/** RFC 5321 §4.5.3.1.3, with room for a name to be shown. */
export const addressCharactersMax = 320;
export const tagsMax = 50;

export const pageSizeDefault = 50;
export const pageSizeMax = 200;
export const delayMillisecondsMax = 60_000;
export const switchSecondsMax = 86_400;
export const smallBodyBytesMax = 16 * 1024;
