/**
 * What most journal entries have in common. A small text compresses badly by itself; against this one it shrinks to
 * a fifth. It is part of what is stored: entries written with it can only be read with it, so it never changes.
 */
export const dictionary = Buffer.from(
  [
    `{"execution":{"functionName":"","version":"$LATEST","name":"","durable":true,"executionTimeoutSeconds":31622400,`,
    `"retentionDays":14,"startedAt":17,"status":"SUCCEEDED","revision":1,"sequence":1,"seen":1,"eventCount":1,`,
    `"operationCount":1,"pendingCount":1,"storedBytes":1,"attempts":1,"wantedAt":17,"endedAt":17,"invocation":{"id":"",`,
    `"startedAt":17,"turn":1,"clientToken":"","seenBefore":1,"toldNews":false}},"operations":[{"id":"c4ca4238a0b92382",`,
    `"parentId":"","ancestors":[],"position":1,"type":"CONTEXT","subType":"WaitForCallback","name":"","status":"STARTED",`,
    `"startedAt":17,"endedAt":17,"result":"{}","error":{"ErrorType":"Error","ErrorMessage":"","StackTrace":[]},`,
    `"attempt":1,"nextAttemptAt":17,"scheduledEndAt":17,"durationSeconds":1,"callbackId":"","heartbeatTimeoutSeconds":1,`,
    `"replayChildren":false,"sequence":1},{"id":"","ancestors":[],"position":2,"type":"STEP","subType":"Step","name":"",`,
    `"status":"SUCCEEDED"},{"type":"WAIT","subType":"Wait"},{"type":"CALLBACK","subType":"Callback"},`,
    `{"type":"CONTEXT","subType":"RunInChildContext"}],"events":[{"EventId":1,"EventType":"ExecutionStarted",`,
    `"EventTimestamp":17,"Id":"","Name":"","ExecutionStartedDetails":{"Input":{"Payload":"{}","Truncated":false},`,
    `"ExecutionTimeout":31622400}},{"EventId":2,"EventType":"InvocationCompleted","EventTimestamp":17,`,
    `"InvocationCompletedDetails":{"StartTimestamp":17,"EndTimestamp":17,"RequestId":""}},{"EventId":3,"EventType":`,
    `"CallbackSucceeded","EventTimestamp":17,"Id":"","Name":"","SubType":"Callback","CallbackSucceededDetails":{"Result":`,
    `{"Payload":"","Truncated":false}}},{"EventType":"ContextStarted","ParentId":"","SubType":"WaitForCallback",`,
    `"ContextStartedDetails":{}},{"EventType":"ExecutionSucceeded","ExecutionSucceededDetails":{"Result":{"Payload":"",`,
    `"Truncated":false}}},{"EventType":"CallbackStarted","CallbackStartedDetails":{"CallbackId":"","Timeout":1}},`,
    `{"EventId":2,"EventType":"StepStarted","EventTimestamp":17,"Id":"c4ca4238a0b92382","Name":"","SubType":"Step",`,
    `"StepStartedDetails":{}},{"EventId":3,"EventType":"StepSucceeded","EventTimestamp":17,"Id":"c4ca4238a0b92382",`,
    `"Name":"","SubType":"Step","StepSucceededDetails":{"Result":{"Payload":"","Truncated":false},"RetryDetails":`,
    `{"CurrentAttempt":1}}}],"timers":{"set":[{"kind":"execution-timeout","operationId":"","dueAt":17},`,
    `{"kind":"callback-timeout","operationId":""}],"cleared":[]},"input":"{}","outcome":{"result":""}}`,
  ].join(""),
);
