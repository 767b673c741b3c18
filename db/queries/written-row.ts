/** The one row that an insert or an update of a held row answers; none would be a fault of ours. */
export const writtenRow = <Row>(rows: readonly Row[], what: string): Row => {
  const [written] = rows;
  if (written === undefined) {
    throw new Error(`the ${what} was not written`);
  }
  return written;
};
