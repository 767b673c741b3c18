import { expect, test } from "vitest";
import { senderOf } from "../../../services/notifications/sender.ts";

const from = "Countersign <approvals@countersign.example>";

test.each([
  ["Northwind Traders", '"Northwind Traders" <approvals@countersign.example>'],
  ["A. & B. (Ltd)", '"A. & B. (Ltd)" <approvals@countersign.example>'],
  ["Zoë", "=?UTF-8?B?Wm/Dqw==?= <approvals@countersign.example>"],
])("a mail of %s comes under that name, from our address", (name, sender) => {
  expect(senderOf(from, name)).toBe(sender);
  expect(senderOf("approvals@countersign.example", name)).toBe(sender);
});

test.each([
  'Evil" <boss@bank.example>',
  "boss@bank.example",
  "a\r\nBcc: all@acme.example",
  "a\\",
  "\u202Elive",
  "審".repeat(200),
])("the name %j adds no address, no header and no line", (name) => {
  const sender = senderOf(from, name);
  expect(sender.match(/@/g)).toHaveLength(1);
  expect(sender).toMatch(
    /^(?:"[^"\\]*"|=\?UTF-8\?B\?[A-Za-z0-9+/= ?-]*\?=) <approvals@countersign\.example>$/,
  );
  expect(sender).not.toMatch(/[\p{Cc}\u202E]/u);
  expect(sender.length).toBeLessThanOrEqual(320);
});
