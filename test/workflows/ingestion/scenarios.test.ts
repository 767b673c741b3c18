import { describeScenarios } from "../support/describe-scenarios.ts";
import { ingestion, scenarios } from "./scenarios.ts";

describeScenarios(ingestion, scenarios);
