/** Limits of the Lambda service, each with its unit in the name. Values are AWS's quotas where AWS names one. */

export const operationsMax = 3_000;
export const storageBytesMax = 100 * 1024 * 1024;

export const updatesPerCheckpointMax = 1_000;
/** The newest model allows 1 MB, older texts 256 KB: what keeps to the smaller one runs everywhere. */
export const operationPayloadBytesMax = 256 * 1024;
export const operationErrorBytesMax = 32_768;
export const callbackResultBytesMax = 256 * 1024;
export const callbackErrorBytesMax = 1024 * 1024;

/** Synchronous invocations that wait for their answer; as many as a new AWS account may have. */
export const concurrencyMax = 1_000;

export const syncPayloadBytesMax = 6 * 1024 * 1024;
export const asyncPayloadBytesMax = 1024 * 1024;
export const requestBodyBytesMax = 16 * 1024 * 1024;
export const requestTargetCharactersMax = 16_384;

export const executionTimeoutSecondsMax = 31_622_400;
export const syncExecutionTimeoutSecondsMax = 900;
export const invocationTimeoutSecondsMax = 900;
export const durationSecondsMax = 31_622_400;
export const retentionDaysMax = 90;
export const retentionDaysDefault = 14;

export const pageItemsDefault = 100;
export const pageItemsMax = 1_000;
/** Bytes of operations in one page of state, so that an invocation event stays under Lambda's 6 MB. */
export const pageBytesMax = 5 * 1024 * 1024;
export const markerLifetimeMs = 24 * 60 * 60 * 1_000;

export const nameCharactersMax = 256;
export const subTypeCharactersMax = 32;
export const operationIdCharactersMax = 64;
export const executionArnCharactersMax = 1_024;
export const checkpointTokenCharactersMax = 2_048;
export const clientTokenCharactersMax = 64;
export const callbackIdCharactersMax = 1_024;
export const functionNameCharactersMax = 170;
