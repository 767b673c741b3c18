/** The attribute that marks a member as software. */
const agentAttribute = "agent";

/**
 * Pure: whether a member is an agent, software that asks and acts. An agent never has a seat, decides, delegates,
 * grants or changes who does: what it may do is ask.
 */
export const isAgent = ({
  attributes,
}: {
  readonly attributes: Readonly<Record<string, unknown>>;
}): boolean => attributes[agentAttribute] === true;
