// What components of other rooms may use.
export { default as DueMark } from './components/DueMark.svelte';
