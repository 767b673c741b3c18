import { describeScenarios } from "../support/describe-scenarios.ts";
import { loan, scenarios } from "./scenarios.ts";

describeScenarios(loan, scenarios);
