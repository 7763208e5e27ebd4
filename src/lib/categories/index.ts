// What components of other rooms may use.
export { default as CategorySelect } from './components/CategorySelect.svelte';
