import adapter from '@sveltejs/adapter-node';

/** The plainest SvelteKit app: what the framework and the server cost by themselves. */
export default { kit: { adapter: adapter() } };
