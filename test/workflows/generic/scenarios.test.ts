import { describeScenarios } from "../support/describe-scenarios.ts";
import { generic, scenarios } from "./scenarios.ts";

describeScenarios(generic, scenarios);
