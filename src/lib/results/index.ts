// What components of other rooms may use.
export { default as Counts } from './components/Counts.svelte';
export { default as GroupSection } from './components/GroupSection.svelte';
export { default as Headline } from './components/Headline.svelte';
export { default as RejectionTable } from './components/RejectionTable.svelte';
export { groupingLabel, periodLabel } from './labels';
export { groupings } from './schema';
