export { getKindSettings } from "./get-settings.ts";
export { putKindSettings } from "./put-settings.ts";
export { listKinds } from "./list.ts";
