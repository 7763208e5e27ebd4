// What components of other rooms may use.
export { default as RegionSelect } from './components/RegionSelect.svelte';
