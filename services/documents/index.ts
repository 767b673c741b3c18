export { deleteDocuments, type DocumentsToDelete } from "./delete.ts";
export { getDocument } from "./get.ts";
export { listDocuments } from "./list.ts";
export {
  fileMaxBytes,
  filesMax,
  fileTypes,
  type Upload,
  type UploadFault,
  type UploadFaults,
} from "./model.ts";
export { readDocumentContent } from "./read-content.ts";
export type { Document } from "./record.ts";
