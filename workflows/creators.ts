// Written by `npm run kinds` from the folders here; a test tells when it is out of date.
import { createHandler as loan } from "./loan/handler.ts";
import { createHandler as order } from "./order/handler.ts";

/** What makes the Lambda function of each kind. */
export const creators = { loan, order };
