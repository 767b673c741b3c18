/** What really happened, as the ledger of the sandbox has it. */
export const equipment = "1539.90 USD";
export const preparedLedger = ["contract.prepare", "payroll.register", "account.create"];
export const startedLedger = [...preparedLedger, `equipment.order ${equipment}`, "account.activate"];
export const allUndone = [
  "account.revoke",
  "documents.delete",
  `equipment.cancel ${equipment}`,
  "account.delete",
  "payroll.deregister",
  "contract.void",
];

export const spareLedger = [...preparedLedger, "account.activate"];
export const spareUndone = ["account.delete", "payroll.deregister", "contract.void"];
export const usUndone = ["account.revoke", "documents.delete", ...spareUndone];
