/** What keys do in a conversation, as the help shows it. */
export const TALK_KEYS = [['Enter', 'Send'], ['Shift + Enter', 'A new line']];
