export { type DeadLetter, listDeadLetters, retryDeadLetter } from "./dead-letters.ts";
