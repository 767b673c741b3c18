import { describeScenarios } from "../support/describe-scenarios.ts";
import { onboarding, scenarios } from "./scenarios.ts";

describeScenarios(onboarding, scenarios);
