import type { Chronicle } from './chronicle.ts';

/** What readers took exception to, and the intake office has not looked at yet. */
const flagged: [title: string, reason: string, words: string][] = [
	['柳坝村鱼塘承包费三年没上墙', 'personal_data', '虽然没写名字，可村里只有一个外村人包鱼塘。'],
	['村里的旧小学租出去了，租金去哪了', 'untrue', '租金已经上墙公示过，照片就在村务栏。']
];

/** Plans the flags that wait in the intake queue. */
export function tellFlags(told: Chronicle): void {
	for (const [title, reason, words] of flagged) {
		told.plan(told.ago(1), () => told.actors.raiseFlag(told.numberOf(title), reason, words));
	}
}
