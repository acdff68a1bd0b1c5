/**
 * What a thread says itself. Under `node --watch` Node lets every thread report over the same port what it loads: taken
 * for an answer, such a report would shift all later answers to the wrong questions.
 */
import { type Worker } from 'node:worker_threads';

/** Hears what a thread says; gives what ends that. */
// oxlint-disable-next-line typescript/no-unnecessary-type-parameters -- each thread has its own messages
export function onMessage<Message>(thread: Worker, hear: (message: Message) => void): () => void {
  const listen = (message: Message): void => {
    if (!isReport(message)) hear(message);
  };
  thread.on('message', listen);
  return () => thread.off('message', listen);
}

function isReport(message: unknown): boolean {
  const isObject = typeof message === 'object' && message !== null;
  return isObject && ('watch:import' in message || 'watch:require' in message);
}
