/** Messages that are written in one turn of the event loop and travel together: waking a thread costs more than a message. */
export type Batch<Message> = {
  readonly add: (message: Message) => void;
  /** Sends at once what has gathered. */
  readonly flush: () => void;
};

export const createBatch = <Message>(send: (messages: readonly Message[]) => void): Batch<Message> => {
  let gathered: Message[] = [];

  const flush = (): void => {
    if (gathered.length === 0) return;
    const messages = gathered;
    gathered = [];
    send(messages);
  };

  return {
    add: (message) => {
      gathered.push(message);
      if (gathered.length === 1) setImmediate(flush);
    },
    flush,
  };
};
