import type { Id } from "../../db/schema/columns.ts";
import type { Directory, DirectoryMember } from "../policies/model.ts";
import { nameMembers } from "../policies/satisfy.ts";
import type { Performer } from "./model.ts";

/** Who is asked to do a task by hand. */
export type Participant = {
  /** Null for somebody outside. */
  readonly memberId: Id<"member"> | null;
  readonly email: string;
  readonly name: string;
};

/** Pure: whether two are one person: a member by id, somebody outside by address. */
export const isSameParticipant = (
  one: Pick<Participant, "memberId" | "email">,
  other: Pick<Participant, "memberId" | "email">,
): boolean =>
  one.memberId === other.memberId &&
  (one.memberId !== null || one.email.toLowerCase() === other.email.toLowerCase());

const participantsMax = 50;

const toParticipant = ({ id, email, name }: DirectoryMember): Participant => ({ memberId: id, email, name });

/**
 * Pure: the active people whom a performer names. Whoever asked for the request does not carry it out, unless nobody
 * else can.
 */
export const participantsOf = (
  performer: Performer,
  { directory, requester }: { readonly directory: Directory; readonly requester: { readonly email: string } },
): readonly Participant[] => {
  if ("email" in performer) {
    return [{ memberId: null, email: performer.email, name: performer.name }];
  }
  const nobody = { memberId: null, email: "", name: "", attributes: {} };
  const { candidates } = nameMembers(performer, { directory, requester: nobody, amount: null });
  const people = candidates
    .map(({ memberId }) => directory.members.get(memberId))
    .filter((member): member is DirectoryMember => member?.status === "active");
  const others = people.filter(({ email }) => email.toLowerCase() !== requester.email.toLowerCase());
  return (others.length > 0 ? others : people).slice(0, participantsMax).map(toParticipant);
};
