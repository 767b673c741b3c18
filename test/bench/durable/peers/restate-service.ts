import { createServer } from "node:http2";
import * as restate from "@restatedev/restate-sdk";
import { firstStep, secondStep } from "../engine.ts";
import { connectNotices } from "../notices.ts";

// The functions in a process of their own, as Restate has it: its server calls them over HTTP/2.
const [port = "", noticePort = ""] = process.argv.slice(2);
const tell = connectNotices(Number(noticePort));

const bench = restate.service({
  name: "bench",
  handlers: {
    roundTrip: async (context: restate.Context, run: string): Promise<string> => {
      const first = await context.run("first", () => firstStep(run));
      const { id, promise } = context.awakeable<string>();
      tell(run, id);
      const decision = await promise;
      return context.run("second", () => secondStep(first, decision));
    },
  },
});

// Not `restate.serve`, which would listen to the whole network.
const server = createServer(restate.createEndpointHandler({ services: [bench] }));
server.listen(Number(port), "127.0.0.1", () => process.send?.("ready"));
process.once("disconnect", () => process.exit(0));
