import { readStartOptions } from "./environment.ts";
import { panel, partLine } from "./panel.ts";
import { startSystem } from "./system.ts";

/** EX_CONFIG of sysexits.h: the start was refused, and the one line before says why. */
const refusedExit = 78;

const stopOn = (signal: NodeJS.Signals, stop: () => Promise<void>): void => {
  let stopping = false;
  process.on(signal, () => {
    if (stopping) {
      return;
    }
    stopping = true;
    console.log("Stopping …");
    void stop().then(() => {
      console.log("Stopped.");
      process.exit(0);
    });
  });
};

try {
  const options = readStartOptions(process.env);
  const system = await startSystem(options, (part, detail, milliseconds) =>
    console.log(partLine(part, detail, milliseconds)),
  );
  stopOn("SIGINT", system.stop);
  stopOn("SIGTERM", system.stop);
  console.log(panel(system.ready, options.homeDirectory));
} catch (error) {
  console.error(`Countersign did not start: ${(error as Error).message}`);
  process.exit(refusedExit);
}
