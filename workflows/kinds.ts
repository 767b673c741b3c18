import type { Kinds } from "../services/kinds/model.ts";
import { orderKind } from "./order/contract.ts";

/** Every kind of request that there is, by name. */
export const kinds = { order: orderKind } as const satisfies Kinds;
