// What components of other rooms may use.
export { default as DepartmentSelect } from './components/DepartmentSelect.svelte';
