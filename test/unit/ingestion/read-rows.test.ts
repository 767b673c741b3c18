import { expect, test } from "vitest";
import { readRows } from "../../../infra/local/sandbox/warehouse/read-rows.ts";
import { orderLines, orderLinesDataset, withBadRows } from "../../support/order-lines.ts";

const realContract = { ...orderLinesDataset, dataset: orderLinesDataset.name };
const contract = {
  dataset: "products",
  columns: [
    { name: "sku", type: "text" as const, required: true },
    { name: "price", type: "decimal" as const, required: false },
    { name: "since", type: "date" as const, required: false },
  ],
  uniqueKey: ["sku"],
};
const read = (...lines: readonly string[]) => readRows(Buffer.from(`${lines.join("\n")}\n`), contract);

test("every line of the real file is good", () => {
  const { good, bad } = readRows(Buffer.from(orderLines), realContract);
  expect([good.length, bad.length]).toEqual([400, 0]);
  expect(good[0]).toMatchObject({
    line: 2,
    row: { order_number: "NW-10248", description: "Queso Cabrales" },
  });
});

test("spoiled lines are found where they are", () => {
  const { good, bad } = readRows(Buffer.from(withBadRows(3)), realContract);
  expect(good).toHaveLength(397);
  expect(bad.map(({ line, column, problem }) => `${line} ${column} ${problem}`)).toEqual([
    "2 quantity is no integer",
    "3 quantity is no integer",
    "4 quantity is no integer",
  ]);
});

test.each([
  ["A,12.50,2026-02-29", "since is no date"],
  ["A,twelve,2026-02-28", "price is no decimal"],
  ["A,1e3,", "price is no decimal"],
  [",12.50,", "sku is missing"],
  ["A,12.50", " has 2 fields, not 3"],
  ["A,12.50,,more", " has 4 fields, not 3"],
])("the row %s is bad", (line, problem) => {
  const { good, bad } = read("sku,price,since", line, "B,1,");
  expect(good.map(({ row }) => row["sku"])).toEqual(["B"]);
  expect(bad.map((one) => `${one.column} ${one.problem}`)).toEqual([problem]);
});

test("a key that is repeated is bad from the second time on", () => {
  const { good, bad } = read("sku,price,since", "A,1,", "A,2,", "B,1,", "A,3,");
  expect(good).toHaveLength(2);
  expect(bad.map(({ line, problem }) => `${line} ${problem}`)).toEqual([
    "3 was in a line before",
    "5 was in a line before",
  ]);
});

test("quotes, a byte order mark, Windows line ends and empty lines are read", () => {
  const csv = '\uFEFFsku,price,since\r\n"A, ""large""",1.00,\r\n\r\n"B\r\nsecond line",2,\r\n';
  const { columns, good, bad } = readRows(Buffer.from(csv), contract);
  expect(columns).toEqual(["sku", "price", "since"]);
  expect(good.map(({ row }) => row["sku"])).toEqual(['A, "large"', "B\r\nsecond line"]);
  expect(bad).toEqual([]);
});

test("an empty file has neither columns nor rows", () => {
  expect(readRows(Buffer.from(""), contract)).toEqual({ columns: [], good: [], bad: [] });
});
