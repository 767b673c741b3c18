import { describeScenarios } from "../support/describe-scenarios.ts";
import { compliance } from "./kind.ts";
import { scenarios } from "./scenarios.ts";

describeScenarios(compliance, scenarios);
