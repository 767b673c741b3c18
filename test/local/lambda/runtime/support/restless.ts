/** Throws outside every invocation, soon after it was loaded. */
setTimeout(() => {
  throw new Error("restless");
}, 300);

export const rest = async () => new Promise(() => undefined);
