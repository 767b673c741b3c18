import { askedStages } from "./asked-stages.ts";
import type { ConditionInput } from "./conditions.ts";
import { isAgent } from "../members/agent.ts";
import { describeReason } from "./describe-reason.ts";
import { notAsked, passedBy, reasonOf } from "./describe-route.ts";
import { amountOf, firstMatch, type Match } from "./evaluate.ts";
import type { Directory, DirectoryMember, Rule } from "./model.ts";
import { type NamedApprover, namedApprovers } from "./named-approvers.ts";
import { isRequester, nameMembers } from "./satisfy.ts";

/** Why a person has no seat; each says one thing. */
export type Absence = {
  readonly code:
    | "requester"
    | "disabled"
    | "agent"
    | "auto_approved"
    | "auto_rejected"
    | "not_routed"
    | "not_named"
    | "left_out"
    | "named_now"
    | "fallback_only"
    | "escalation_only"
    | "rule_did_not_match"
    | "earlier_rule_matched";
  readonly message: string;
};

export type AbsenceInput = {
  readonly member: DirectoryMember;
  readonly rules: readonly Rule[];
  readonly request: ConditionInput;
  readonly directory: Directory;
  /** The rule that the request was routed by, or null while it has not been. */
  readonly routedBy: string | null;
};

/** Why a person has no seat in a request, from what most surely rules them out to what only might have asked them. */
export const explainAbsence = (input: AbsenceInput): readonly Absence[] => {
  const { member, rules, request, routedBy } = input;
  const match = firstMatch(rules, request);
  const rule = rules.find(({ name }) => name === (routedBy ?? matchedRule(match)));
  const namings = namedApprovers(rules).flatMap((named) => namingsOf(named, input));
  const own = namings.filter((naming) => naming.rule === rule?.name);
  const others = namings.filter((naming) => naming.rule !== rule?.name && naming.place === "seat");
  return [
    ...ofPerson(member, request),
    ...(rule === undefined ? [unrouted(match)] : ofRule(rule, own, input)),
    ...others.map((naming) => ofOtherRule(naming, rules, { rule, match })),
  ];
};

const matchedRule = (match: Match): string | null => (match.outcome === "matched" ? match.rule.name : null);

const ofPerson = (member: DirectoryMember, request: ConditionInput): readonly Absence[] => {
  const { name, status } = member;
  const absences: Absence[] = [];
  if (isRequester(member, request.requester))
    absences.push({
      code: "requester",
      message: `${name} asked for this, and nobody decides their own request.`,
    });
  if (status !== "active") absences.push({ code: "disabled", message: `${name} is disabled.` });
  if (isAgent(member))
    absences.push({ code: "agent", message: `${name} is an agent, and agents never decide.` });
  return absences;
};

const unrouted = (match: Match): Absence => ({
  code: "not_routed",
  message:
    match.outcome === "condition_failed"
      ? `No rule could be chosen: the condition of "${match.rule}" fails (${match.message}).`
      : "No rule of the policy matches this request.",
});

type Naming = NamedApprover & { readonly why: string };

/** The forms that name the person for this request, whether or not they can sit. */
const namingsOf = (named: NamedApprover, { member, request, directory }: AbsenceInput): readonly Naming[] => {
  const situation = { requester: request.requester, amount: amountOf(request), directory };
  return nameMembers(named.approver, situation)
    .candidates.filter(({ memberId }) => memberId === member.id)
    .map(({ reason }) => ({ ...named, why: `${member.name} ${describeReason(reason, directory)}` }));
};

const ofRule = (
  rule: Rule,
  namings: readonly Naming[],
  { request, routedBy }: AbsenceInput,
): readonly Absence[] => {
  if ("autoApprove" in rule)
    return [
      { code: "auto_approved", message: `The rule "${rule.name}" approves by itself: nobody is asked.` },
    ];
  if ("autoReject" in rule) {
    const message = `The rule "${rule.name}" rejects by itself: nobody is asked. Its reason is ${reasonOf(rule.autoReject)}.`;
    return [{ code: "auto_rejected", message }];
  }
  const found = askedStages(rule, request);
  const leftOut = new Set(found.ok ? found.leftOut.map(({ name }) => name) : []);
  if (namings.length > 0)
    return namings.map((naming) =>
      leftOut.has(naming.stage) ? ofLeftOut(naming) : ofNaming(naming, routedBy !== null),
    );
  const stages = rule.stages.map(({ name }) => `"${name}"`).join(", ");
  return [
    {
      code: "not_named",
      message: `The rule "${rule.name}" matches, and its stages (${stages}) name others.`,
    },
  ];
};

const ofLeftOut = ({ stage, why }: Naming): Absence => ({
  code: "left_out",
  message: `The stage "${stage}" names them (${why}), but it ${notAsked}.`,
});

const ofNaming = ({ place, stage, why }: Naming, isRouted: boolean): Absence => {
  switch (place) {
    case "fallback":
      return {
        code: "fallback_only",
        message: `The stage "${stage}" asks them only when nobody whom it names can sit there (${why}).`,
      };
    case "rung":
      return {
        code: "escalation_only",
        message: `The stage "${stage}" asks them only when nobody decides in time (${why}).`,
      };
    case "seat":
      return {
        code: "named_now",
        message: isRouted
          ? `The stage "${stage}" names them as things are now (${why}); it did not seat them when the request was routed.`
          : `The stage "${stage}" names them (${why}); the request has not been routed yet.`,
      };
  }
};

const ofOtherRule = (
  { rule: other, stage, why }: Naming,
  rules: readonly Rule[],
  { rule, match }: { readonly rule: Rule | undefined; readonly match: Match },
): Absence => {
  const passed = match.passedOver.find((one) => one.rule === other);
  const placeOf = (name: string): number => rules.findIndex((one) => one.name === name);
  if (passed !== undefined || rule === undefined || placeOf(other) < placeOf(rule.name))
    return {
      code: "rule_did_not_match",
      message: `The rule "${other}" names them in its stage "${stage}" (${why}), but ${passedBy[passed?.why ?? "condition"]}.`,
    };
  return {
    code: "earlier_rule_matched",
    message: `The rule "${other}" names them in its stage "${stage}" (${why}), but the rule "${rule.name}" before it matched first.`,
  };
};
