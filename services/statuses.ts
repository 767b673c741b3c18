/** The vocabularies that the database owns, for those who may not import it. */
export {
  assignmentStatuses,
  assuranceLevels,
  deadlineEnds,
  decisionChannels,
  decisionOutcomes,
  memberRoles,
  rejections,
  requestStatuses,
  runStatuses,
  serviceTaskStatuses,
  stageStatuses,
  taskPerformers,
} from "../db/schema/statuses.ts";
