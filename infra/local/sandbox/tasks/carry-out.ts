import { findPlay } from "../systems/index.ts";
import type { Scene } from "./effects/effect.ts";
import type { Done, Task } from "./model.ts";

/** Does a task by its type; the routes let none pass that there is not. */
export const carryOut = (scene: Scene, { type, input }: Task): Promise<Done> => {
  const found = findPlay(type);
  if (found === undefined) throw new Error(`the sandbox does not play ${type}`);
  return found.play(scene, input);
};
