import { describeScenarios } from "../support/describe-scenarios.ts";
import { agentAction, scenarios } from "./scenarios.ts";

describeScenarios(agentAction, scenarios);
