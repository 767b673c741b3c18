import type { Id } from "../../../db/schema/columns.ts";
import { decide } from "../../../services/decisions/index.ts";
import { durationSeconds } from "../../../services/policies/durations.ts";
import { cancelRequest, withdrawRequest } from "../../../services/requests/index.ts";
import { answerForPerson, completeTask, failTask } from "../../../services/service-tasks/index.ts";
import { memberCalled } from "./people.ts";
import type { Happening } from "./scenario.ts";
import type { Scene } from "./world.ts";

/** Past the deadline, not at it. */
const marginSeconds = 1;

/** Lets one thing happen, and everything that follows from it. */
export const happen = async (scene: Scene, happening: Happening): Promise<void> => {
  if ("it" in happening) {
    await happening.does(scene);
  } else if ("passes" in happening) {
    await letPass(scene, happening.passes);
  } else if ("sandbox" in happening) {
    await scene.world.sandbox.misbehave(happening.sandbox);
  } else if ("answers" in happening) {
    await answerByHand(scene, happening);
  } else if ("system" in happening) {
    await finishLater(scene, happening);
  } else if (isClosing(happening)) {
    await close(scene, happening);
  } else {
    await answer(scene, happening);
  }
  await scene.world.settled();
};

const openSeatOf = async (scene: Scene, who: string) => {
  const memberId = memberCalled(scene.people, who);
  const { stages, currentVersion } = await scene.request();
  const seats = stages
    .filter(({ status }) => status === "active")
    .flatMap(({ name, assignments }) => assignments.map((seat) => ({ stage: name, ...seat })));
  const seat = seats.find((one) => one.memberId === memberId && one.status === "open");
  if (seat === undefined) {
    const told = seats.map((one) => `${one.memberName} ${one.status} in ${one.stage}`).join(", ");
    throw new Error(`the ${who} has no open seat; there are: ${told === "" ? "none" : told}`);
  }
  return { assignmentId: seat.id, requestVersion: currentVersion };
};

type Answer = Extract<Happening, { readonly does: "approve" | "reject" | "return" | "recuse" }>;

const answer = async (scene: Scene, { who, does, comment }: Answer): Promise<void> => {
  await decide(scene.ctx, {
    ...(await openSeatOf(scene, who)),
    outcome: does,
    via: "api",
    assurance: "api_key",
    ...(comment === undefined ? {} : { comment }),
  });
};

type ByHand = Extract<Happening, { readonly answers: string }>;

const answerByHand = async (scene: Scene, happening: ByHand): Promise<void> => {
  const { who, answers, with: answerName, fields = {}, comment } = happening;
  await answerForPerson(scene.ctx, {
    id: await openTaskOf(scene, answers),
    answer: answerName,
    fields: { ...fields },
    ...(comment === undefined ? {} : { comment }),
    actingMemberId: memberCalled(scene.people, who),
  });
};

type Later = Extract<Happening, { readonly system: string }>;

const finishLater = async (scene: Scene, happening: Later): Promise<void> => {
  const id = await openTaskOf(scene, happening.step);
  if (happening.system === "completes") {
    const result = happening.result ?? (await effectOf(scene, id));
    await completeTask(scene.ctx, { id, result: { ...result } });
  } else {
    const outcome = happening.system === "declines" ? "declined" : "failed";
    await failTask(scene.ctx, { id, outcome, reasonCode: happening.reasonCode, message: "" });
  }
};

/** What the sandbox did for a task that it said it would do later (`accept-later` with `afterEffect`). */
const effectOf = async (scene: Scene, taskId: string): Promise<Readonly<Record<string, unknown>>> => {
  const entries = await scene.world.sandbox.ledger(scene.requestId);
  return entries.find((entry) => entry.taskId === taskId)?.detail ?? {};
};

type Close = Extract<Happening, { readonly does: "withdraw" | "cancel" }>;

const isClosing = (happening: Answer | Close): happening is Close =>
  happening.does === "withdraw" || happening.does === "cancel";

const close = async (scene: Scene, { who, does, while: step }: Close): Promise<void> => {
  if (step !== undefined) {
    await openTaskOf(scene, step);
  }
  const input = { id: scene.requestId, actingMemberId: memberCalled(scene.people, who) };
  await (does === "withdraw" ? withdrawRequest : cancelRequest)(scene.ctx, input);
};

/** The service task of a step that waits for its answer now; throws when the step is not open. */
export const openTaskOf = async (scene: Scene, step: string): Promise<Id<"serviceTask">> => {
  const { run } = await scene.request();
  const tasks = run?.tasks ?? [];
  const task = tasks.find((one) => one.step === step && ["pending", "accepted"].includes(one.status));
  if (task === undefined) {
    const told = tasks.map((one) => `${one.step} ${one.status}`).join(", ");
    throw new Error(`${step} is not open; the tasks: ${told === "" ? "none" : told}`);
  }
  return task.id;
};

const letPass = async (scene: Scene, span: string): Promise<void> => {
  const seconds =
    span === "the deadline" ? await secondsToDeadline(scene) : durationSeconds(span, new Date());
  await scene.world.pass(scene.requestId, seconds + marginSeconds);
};

const secondsToDeadline = async (scene: Scene): Promise<number> => {
  const { stages } = await scene.request();
  const deadlines = stages
    .filter(({ status }) => status === "active")
    .map(({ deadlineAt }) => Date.parse(deadlineAt ?? ""));
  if (deadlines.length === 0) {
    throw new Error("no stage is open, so there is no deadline to pass");
  }
  return Math.ceil((Math.max(...deadlines) - Date.now()) / 1_000);
};
