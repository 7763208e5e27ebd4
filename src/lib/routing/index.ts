// What components of other rooms may use.
export { default as AdviceList } from './components/AdviceList.svelte';
export type { Advice } from './schema';
