/** The vocabularies that the database owns, for those who may not import it. */
export {
  assignmentStatuses,
  assuranceLevels,
  decisionChannels,
  decisionOutcomes,
  requestStatuses,
  runStatuses,
  serviceTaskStatuses,
  stageStatuses,
} from "../db/schema/statuses.ts";
