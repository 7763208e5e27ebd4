// What components of other rooms may use.
export { default as SimilarIssueCard } from './components/SimilarIssueCard.svelte';
export { default as SimilarWhileTyping } from './components/SimilarWhileTyping.svelte';
