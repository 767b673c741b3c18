import type { CheckInDays } from "./plan.ts";
import { byHr, byManager, type Definition, newHireFacts, newHireInput } from "./subject.ts";

/** Who is asked, and what they are told about why it is them. */
type Asked = Required<Pick<Definition, "performer">> & { readonly because: string };

const firstAsked: Asked = { performer: byManager, because: "" };
const askedAgain: Asked = {
  performer: byManager,
  because: " This is the second time that you are asked; after that, HR will look into it.",
};
const followedUp: Asked = {
  performer: byHr,
  because: " The manager was asked twice and has not answered.",
};

const checkIn = (days: CheckInDays, { performer, because }: Asked): Definition => ({
  type: "check-in.hold",
  performer,
  input: ({ payload }) => ({ ...newHireInput(payload), days }),
  byHand: ({ payload }) => ({
    title: `${days} days: ${payload.newHire.name}`,
    instructions: `Please talk with the new hire about how the first ${days} days went.${because}`,
    facts: newHireFacts(payload),
    answers: [
      {
        name: "held",
        label: "We have talked",
        tone: "good",
        outcome: "completed",
        fields: [{ name: "notes", label: "Notes", type: "longText", required: false }],
      },
    ],
  }),
});

const probation = ({ performer, because }: Asked): Definition => ({
  type: "probation.decide",
  performer,
  input: ({ payload }) => newHireInput(payload),
  byHand: ({ payload }) => ({
    title: `Probation: ${payload.newHire.name}`,
    instructions: `Please decide before the 90th day whether the new hire stays.${because}`,
    facts: newHireFacts(payload),
    assurance: "code",
    answers: [
      { name: "confirm", label: "Confirm", tone: "good", outcome: "completed" },
      {
        name: "extend",
        label: "Extend the probation",
        tone: "act",
        outcome: "completed",
        comment: "required",
        fields: [{ name: "extendedUntil", label: "Until", type: "date" }],
      },
      {
        name: "end",
        label: "End the employment",
        tone: "bad",
        outcome: "declined",
        reasonCode: "employment_ended",
        comment: "required",
      },
    ],
  }),
  finds: ({ extendedUntil }) => ({
    probation: extendedUntil === undefined ? "confirmed" : "extended",
  }),
});

/** What is asked after the first day; what a manager has missed twice is HR's. */
export const checkInTasks = {
  "check-in-30": checkIn(30, firstAsked),
  "check-in-30-again": checkIn(30, askedAgain),
  "check-in-30-by-hr": checkIn(30, followedUp),
  "check-in-60": checkIn(60, firstAsked),
  "check-in-60-again": checkIn(60, askedAgain),
  "check-in-60-by-hr": checkIn(60, followedUp),
  "decide-probation": probation(firstAsked),
  "decide-probation-again": probation(askedAgain),
  "decide-probation-by-hr": probation(followedUp),
  "check-in-90": checkIn(90, firstAsked),
  "check-in-90-again": checkIn(90, askedAgain),
  "check-in-90-by-hr": checkIn(90, followedUp),
} as const satisfies Readonly<Record<string, Definition>>;
