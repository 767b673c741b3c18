import type { Findings, ReviewContent, ReviewFact, ReviewTable } from "../../services/kinds/model.ts";
import { sumMoney } from "../../services/money/arithmetic.ts";
import { formatMoney } from "../../services/money/format.ts";
import { documentNames } from "./documents.ts";
import type { OnboardingPayload, Person } from "./payload.ts";

const personText = (person: Person): string =>
  "memberId" in person ? person.memberId : `${person.name} (${person.email})`;

const warnings = ({ isShortNotice, duplicates }: Findings): ReviewFact[] => [
  ...(isShortNotice === true
    ? [{ label: "Short notice", value: "equipment ordered today may not be there on the first day" }]
    : []),
  ...(typeof duplicates === "number" && duplicates > 0
    ? [{ label: "Asked for already", value: "there is another onboarding of this address" }]
    : []),
];

const facts = (payload: OnboardingPayload): ReviewFact[] => {
  const { newHire, position, department, startDate, timeZone, country, manager, documents } = payload;
  return [
    { label: "New hire", value: newHire.name },
    { label: "Email", value: newHire.email },
    ...(newHire.phone === undefined ? [] : [{ label: "Phone", value: newHire.phone }]),
    { label: "Position", value: `${position}, ${department}` },
    { label: "First day", value: `${startDate}, 09:00 (${timeZone})` },
    { label: "Country", value: country },
    { label: "Manager", value: personText(manager) },
    ...(documents.length === 0 ? [] : [{ label: "Documents", value: documentNames(documents) }]),
  ];
};

const accessTable = ({ access }: OnboardingPayload): ReviewTable => ({
  title: "Access",
  columns: [
    { label: "System", align: "start" },
    { label: "Role", align: "start" },
    { label: "Owner", align: "start" },
  ],
  rows: access.map(({ system, role = "", owner }) => [system, role, personText(owner)]),
});

const equipmentTable = ({ equipment }: OnboardingPayload): ReviewTable => ({
  title: "Equipment",
  columns: [
    { label: "Item", align: "start" },
    { label: "Description", align: "start" },
    { label: "Price", align: "end" },
  ],
  rows: equipment.map(({ sku, description, price }) => [sku, description, formatMoney(price)]),
});

/** What an approver sees of an onboarding. */
export const describeOnboarding = (payload: OnboardingPayload, findings: Findings): ReviewContent => {
  const { access, equipment, salary } = payload;
  const currency = equipment[0]?.price.currency;
  return {
    facts: [...facts(payload), ...warnings(findings)],
    tables: [
      ...(access.length === 0 ? [] : [accessTable(payload)]),
      ...(equipment.length === 0 ? [] : [equipmentTable(payload)]),
    ],
    totals: [
      ...(salary === null
        ? []
        : [{ label: "Salary a year", value: formatMoney(salary), strong: true as const }]),
      ...(currency === undefined
        ? []
        : [
            {
              label: "Equipment",
              value: formatMoney(
                sumMoney(
                  equipment.map(({ price }) => price),
                  currency,
                ),
              ),
            },
          ]),
    ],
  };
};
