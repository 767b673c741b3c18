import { describeScenarios } from "../support/describe-scenarios.ts";
import { compliance, scenarios } from "./scenarios.ts";

describeScenarios(compliance, scenarios);
