import { startLambda } from "../../../../infra/local/lambda/index.ts";

// The service in a process of its own, its functions in threads; the driver knows it by its address alone.
const [databaseUrl = "", noticePort = ""] = process.argv.slice(2);
const lambda = await startLambda({
  databaseUrl,
  module: {
    path: new URL("functions.ts", import.meta.url).pathname,
    environment: { NOTICE_PORT: noticePort },
  },
  report: (message) => console.error(message),
});

// Closing by itself lets Node write the profile that it may have been asked for.
process.once("disconnect", () => {
  void lambda.close().then(() => process.exit(0));
});
process.send?.({ url: lambda.url });
