/** An error of SES v2 as its clients know it: by the name in `x-amzn-errortype` (AWS restJson1 protocol). */
export class SesFault extends Error {
  readonly status: number;
  readonly type: string;

  constructor(type: keyof typeof statuses, message: string) {
    super(message);
    this.name = "SesFault";
    this.type = type;
    this.status = statuses[type];
  }
}

const statuses = {
  BadRequestException: 400,
  MessageRejected: 400,
  UnknownOperationException: 404,
  TooManyRequestsException: 429,
  InternalServiceErrorException: 500,
} as const;

/** What nobody refused on purpose is an internal error, which clients try again. */
export const sesFaultResponse = (error: unknown, requestId: string): Response => {
  const fault =
    error instanceof SesFault
      ? error
      : new SesFault("InternalServiceErrorException", "The database did not answer.");
  return Response.json(
    { message: fault.message },
    { status: fault.status, headers: { "x-amzn-errortype": fault.type, "x-amzn-requestid": requestId } },
  );
};
