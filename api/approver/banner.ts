import type { Review } from "../../services/links/index.ts";
import { kindLabel } from "../../services/presentation/sentence.ts";
import type { Banner } from "../pages/layout.ts";

/** The head of every page about a request. */
export const bannerOf = ({ tenantName, kind, approver }: Review): Banner => ({
  owner: `${tenantName} · ${kindLabel(kind)} approval`,
  what: "This review is",
  reader: approver,
});
