// What components of other rooms may use.
export { default as AccountLink } from './components/AccountLink.svelte';
export { roleName } from './labels';
