import { describeScenarios } from "../support/describe-scenarios.ts";
import { order, scenarios } from "./scenarios.ts";

describeScenarios(order, scenarios);
