import { handle } from "hono/aws-lambda";
import { composeApi } from "./compose.ts";

const api = await composeApi(process.env);
const respond = handle(api.app);

/**
 * The API as a Lambda function. What a call put into the outbox is sent before the answer goes, since the process
 * is frozen afterwards; the relay sweeps what that missed.
 */
export const handler: typeof respond = async (event, context) => {
  const answer = await respond(event, context);
  await api.dispatcher.idle();
  return answer;
};
