export { cancelRequest } from "./cancel.ts";
export { createRequest } from "./create.ts";
export { getRequest } from "./get.ts";
export { listRequests } from "./list.ts";
export { idSchema, type RequestInput, requestInputSchema } from "./model.ts";
export type { RequestDetail, RequestSummary, TimelineEntry } from "./record.ts";
export { getTimeline } from "./timeline.ts";
export { withdrawRequest } from "./withdraw.ts";
