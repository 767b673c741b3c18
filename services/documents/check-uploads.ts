import type { TaskField } from "../service-tasks/model.ts";
import { typeOfFile } from "./file-type.ts";
import { fileMaxBytes, filesMax, type Upload, type UploadFault, type UploadFaults } from "./model.ts";

const faultOf = ({ required }: TaskField, uploads: readonly Upload[]): UploadFault | null => {
  const [upload, ...more] = uploads;
  if (upload === undefined) {
    return required ? "missing" : null;
  }
  if (more.length > 0) {
    return "too_many";
  }
  const { fileName, content } = upload;
  if (content.length === 0) {
    return "empty";
  }
  if (content.length > fileMaxBytes) {
    return "too_large";
  }
  return typeOfFile(fileName, content) === null ? "wrong_type" : null;
};

/** Pure: what is wrong with the files that came with an answer of these fields; empty when nothing is. */
export const checkUploads = (fields: readonly TaskField[], uploads: readonly Upload[]): UploadFaults => {
  const wanted = fields.filter(({ type }) => type === "file");
  const faults = wanted.flatMap((field) => {
    const fault = faultOf(
      field,
      uploads.filter((upload) => upload.field === field.name),
    );
    return fault === null ? [] : [[field.name, fault] as const];
  });
  const [first] = wanted;
  return faults.length === 0 && uploads.length > filesMax && first !== undefined
    ? { [first.name]: "too_many" }
    : Object.fromEntries(faults);
};
