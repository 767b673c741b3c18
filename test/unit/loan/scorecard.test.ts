import { describe, expect, test } from "vitest";
import { type Band, scoreOf } from "../../../workflows/loan/score.ts";
import { type Attribute, scorecard } from "../../../workflows/loan/scorecard.ts";
import { halves, hasFullData, type KnownLoan } from "./known-outcomes.ts";

const pointsToDouble = 20;
const casesAgainstSmallNumbers = 10;
const informationValueMin = 0.05;

const share = (loans: readonly KnownLoan[]): number =>
  loans.filter(({ isGood }) => isGood).length / loans.length;

/** ln(good odds with the value ÷ good odds of all), with ten further cases of average odds. */
const weightOfEvidence = (loans: readonly KnownLoan[], withValue: readonly KnownLoan[]): number => {
  const all = share(loans);
  const good = withValue.filter(({ isGood }) => isGood).length + casesAgainstSmallNumbers * all;
  const bad = withValue.filter(({ isGood }) => !isGood).length + casesAgainstSmallNumbers * (1 - all);
  return Math.log((good / bad) * ((1 - all) / all));
};

const ofValue = (loans: readonly KnownLoan[], attribute: Attribute, value: string): readonly KnownLoan[] =>
  loans.filter(({ application }) => attribute.valueOf(application) === value);

const informationValue = (loans: readonly KnownLoan[], attribute: Attribute): number => {
  const goods = loans.filter(({ isGood }) => isGood).length;
  return Object.keys(attribute.points)
    .map((value) => {
      const some = ofValue(loans, attribute, value);
      const good = some.filter(({ isGood }) => isGood).length;
      const difference = good / goods - (some.length - good) / (loans.length - goods);
      return difference * weightOfEvidence(loans, some);
    })
    .reduce((sum, one) => sum + one, 0);
};

/** The chance that a good loan has the higher score of a good and a bad one; ties count half. */
const areaUnderCurve = (loans: readonly KnownLoan[]): number => {
  const scores = (good: boolean): number[] =>
    loans.filter(({ isGood }) => isGood === good).map(({ application }) => scoreOf(application).score);
  const [goods, bads] = [scores(true), scores(false)];
  const pairs = goods.flatMap((good) => bads.map((bad) => (good > bad ? 1 : good === bad ? 0.5 : 0)));
  return pairs.reduce<number>((sum, one) => sum + one, 0) / pairs.length;
};

const byBand = (loans: readonly KnownLoan[]): Record<Band, { good: number; bad: number }> => {
  const table = { pass: { good: 0, bad: 0 }, refer: { good: 0, bad: 0 }, decline: { good: 0, bad: 0 } };
  for (const { application, isGood } of loans) table[scoreOf(application).band][isGood ? "good" : "bad"] += 1;
  return table;
};

const rounded = (value: number): number => Math.round(value * 1_000) / 1_000;

describe.runIf(hasFullData)("the scorecard against the known outcomes of 400 loans", () => {
  const { chosen, tested } = hasFullData ? halves() : { chosen: [], tested: [] };

  test.each(scorecard)(
    "the points for $name are the weight of evidence in the half that chose them",
    (attribute) => {
      const worked = Object.keys(attribute.points).map((value) => [
        value,
        Math.round(
          (pointsToDouble / Math.LN2) * weightOfEvidence(chosen, ofValue(chosen, attribute, value)),
        ) + 0,
      ]);
      expect(attribute.points).toEqual(Object.fromEntries(worked));
    },
  );

  test.each(scorecard)("$name tells enough to be in", (attribute) => {
    expect(informationValue(chosen, attribute)).toBeGreaterThanOrEqual(informationValueMin);
  });

  test("the half that did not choose the points is told apart nearly as well", () => {
    expect(rounded(areaUnderCurve(chosen))).toBe(0.86);
    expect(rounded(areaUnderCurve(tested))).toBe(0.809);
  });

  test("the bands of the half that chose the limits", () => {
    expect(byBand(chosen)).toEqual({
      pass: { good: 104, bad: 10 },
      refer: { good: 25, bad: 14 },
      decline: { good: 14, bad: 33 },
    });
  });

  test("the bands of the half that tests them: 11 % bad in pass, 26 % in refer, 73 % in decline", () => {
    expect(byBand(tested)).toEqual({
      pass: { good: 105, bad: 13 },
      refer: { good: 28, bad: 10 },
      decline: { good: 12, bad: 32 },
    });
  });

  test("of the loans that the bands decide, 137 of 162 came out so: a hit rate of 84.6 %", () => {
    const { pass, decline } = byBand(tested);
    const hits = pass.good + decline.bad;
    const decided = pass.good + pass.bad + decline.good + decline.bad;
    expect([hits, decided, rounded(hits / decided)]).toEqual([137, 162, 0.846]);
  });
});
