// What components of other rooms may use.
export { default as IssueRows } from './components/IssueRows.svelte';
export { default as StaffPictures } from './components/StaffPictures.svelte';
