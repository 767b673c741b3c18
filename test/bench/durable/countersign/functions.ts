import { createFlow } from "../flow.ts";
import { connectNotices } from "../notices.ts";

/** The flow is wrapped once more, by what tells that it waits, so its source no longer shows that it is durable. */
export const durableFunctions = ["roundTrip"];

export const roundTrip = createFlow(connectNotices(Number(process.env["NOTICE_PORT"])));
