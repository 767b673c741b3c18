export { getKindSettings } from "./get-settings.ts";
export { changeKindSettings } from "./change-settings.ts";
export { listKinds } from "./list.ts";
