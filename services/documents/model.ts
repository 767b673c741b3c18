/** Of one file. */
export const fileMaxBytes = 5 * 1024 * 1024;
/** Of one answer: as many as a lender may ask an applicant for at once. */
export const filesMax = 7;

/** The types of files that are taken: what they are called, and what is said of them when they are handed out. */
export const fileTypes = {
  pdf: { extensions: ["pdf"], contentType: "application/pdf" },
  png: { extensions: ["png"], contentType: "image/png" },
  jpeg: { extensions: ["jpg", "jpeg"], contentType: "image/jpeg" },
  text: { extensions: ["txt"], contentType: "text/plain; charset=utf-8" },
  docx: {
    extensions: ["docx"],
    contentType: "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
  },
} as const;
export type FileType = keyof typeof fileTypes;

/** A file as it was sent. */
export type Upload = {
  /** The field of the task's form that it is for. */
  readonly field: string;
  /** As the sender's machine named it. */
  readonly fileName: string;
  readonly content: Buffer;
};

export type UploadFault = "missing" | "empty" | "too_large" | "too_many" | "wrong_type";

/** What is wrong with the files of an answer, by field. */
export type UploadFaults = Readonly<Record<string, UploadFault>>;
