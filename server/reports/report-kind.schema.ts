/** What a report is made from: one recording, two, a test, a time, or many systems. */
export const reportKinds = ['diagnosis', 'comparison', 'guided-test', 'period', 'systems'] as const;
export type ReportKind = (typeof reportKinds)[number];
