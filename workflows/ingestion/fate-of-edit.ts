import type { FateOfEdit } from "../../services/kinds/model.ts";
import type { IngestionPayload } from "./payload.ts";

/** Pure: what was found is of one file and one contract, so neither is put in another's place; a title may change. */
export const fateOfIngestionEdit = (before: IngestionPayload, after: IngestionPayload): FateOfEdit =>
  JSON.stringify(before) === JSON.stringify(after)
    ? "keep"
    : { refused: "A file that has arrived is not edited: withdraw it, and send the next version." };
