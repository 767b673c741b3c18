import { describeScenarios } from "../support/describe-scenarios.ts";
import { payment, scenarios } from "./scenarios.ts";

describeScenarios(payment, scenarios);
