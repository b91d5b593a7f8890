/** The longest message that the engine takes and sends: a whole stack, or a whole Helm chart, travels in one. */
export const MAX_MESSAGE_BYTES = 400 * 1024 * 1024;
