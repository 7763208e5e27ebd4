/** What is owed by a date: a first look by intake, the first answer, the solution. */
export const clockKinds = ['accept', 'first_answer', 'resolve'] as const;
export type ClockKind = (typeof clockKinds)[number];
