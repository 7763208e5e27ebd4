import path from 'node:path';
import boundaries from 'eslint-plugin-boundaries';

// Who may import what, as docs/architecture.md says: the rooms of src/lib, and what stands in each.

/** Folders of src/lib that are no rooms of the domain. */
const foundations = ['domain', 'labels', 'text', 'charts', 'ui', 'platform', 'paraglide'];

/** The files of a room by their names; whatever else a room has is `other` or, on the server only, `server`. */
const files = [
	{ category: 'spec', pattern: '**/*.spec.ts', exclusive: true },
	{ category: 'index', pattern: 'src/lib/*/index.ts', exclusive: true },
	{ category: 'component', pattern: ['src/lib/**/*.svelte', 'src/lib/**/components/*'], exclusive: true },
	{
		category: 'store',
		pattern: ['src/lib/**/store.server.ts', 'src/lib/**/*-store.server.ts'],
		exclusive: true
	},
	{ category: 'service', pattern: 'src/lib/**/service.server.ts', exclusive: true },
	{ category: 'server', pattern: ['src/lib/**/*.server.ts', 'src/lib/importing/cli.ts'], exclusive: true },
	{ category: 'types', pattern: 'src/lib/**/types.ts', exclusive: true },
	{ category: 'schema', pattern: 'src/lib/**/schema.ts', exclusive: true },
	{ category: 'rules', pattern: 'src/lib/**/rules.ts', exclusive: true },
	{ category: 'labels', pattern: 'src/lib/**/labels.ts', exclusive: true },
	{ category: 'other', pattern: 'src/**' }
];

const elements = [
	...foundations.map((type) => ({ type, pattern: `src/lib/${type}`, partialMatch: false, exclusive: true })),
	{ type: 'room', pattern: 'src/lib/*', capture: ['room'], partialMatch: false, exclusive: true },
	{ type: 'routes', pattern: 'src/routes', partialMatch: false, exclusive: true },
	{ type: 'server', pattern: 'src/server', partialMatch: false, exclusive: true }
];

const to = (...types) => ({ to: { element: { types: { anyOf: types } } } });
const ownRoom = { captured: { room: '{{ from.element.captured.room }}' } };
const own = (...categories) => ({
	to: { element: { type: 'room', ...ownRoom }, file: { categories: { anyOf: categories } } }
});
const others = (...categories) => ({
	to: { element: { type: 'room' }, file: { categories: { anyOf: categories } } }
});
const of = (category) => ({ element: { type: 'room' }, file: { categories: category } });
const pure = ['types', 'schema', 'rules', 'labels', 'other'];
const everything = [...pure, 'component', 'service', 'server', 'store'];

const policies = [
	// Foundations know no room.
	{ from: { element: { type: 'domain' } }, allow: to('domain') },
	{ from: { element: { type: 'labels' } }, allow: to('labels', 'domain', 'paraglide', 'ui') },
	{ from: { element: { type: 'text' } }, allow: to('text', 'domain', 'paraglide', 'platform', 'ui') },
	{ from: { element: { type: 'platform' } }, allow: to('platform', 'domain', 'text', 'paraglide') },
	{ from: { element: { type: 'ui' } }, allow: to('ui', 'domain', 'platform', 'paraglide') },
	{ from: { element: { type: 'charts' } }, allow: to('charts', 'ui', 'platform', 'paraglide') },

	{ from: { element: { type: 'room' } }, allow: to('domain', 'labels', 'text', 'platform', 'paraglide') },
	// What a room hands out, and what only computes, is for every room; components of another come through its index.ts.
	{ from: { element: { type: 'room' } }, allow: others('types', 'rules') },
	// A type may be read off a schema; a row that several rooms read has its schema in one of them.
	{ from: of('types'), allow: [own('types', 'schema'), others('schema')] },
	{ from: of('schema'), allow: [own('types', 'schema', 'rules', 'other'), others('schema')] },
	{ from: of('rules'), allow: [own(...pure), others('schema')] },
	{ from: of('labels'), allow: own(...pure) },
	{ from: of('other'), allow: [own(...pure), others('schema')] },
	{ from: of('component'), allow: [to('ui', 'charts'), own(...pure, 'component'), others('index')] },
	{ from: of('index'), allow: own(...pure, 'component') },
	{ from: of('store'), allow: [own(...pure, 'store', 'server'), others('schema')] },
	{
		from: of('service'),
		allow: [own(...pure, 'service', 'server', 'store'), others('service', 'server', 'schema')]
	},
	{ from: of('server'), allow: [own(...everything), others('service', 'server', 'schema', 'index')] },

	{
		from: { element: { type: 'routes' } },
		allow: [
			to('routes', 'server', 'domain', 'labels', 'text', 'platform', 'ui', 'charts', 'paraglide'),
			others(...pure, 'component', 'index', 'service', 'server')
		]
	},
	{
		from: { element: { type: 'server' } },
		allow: [
			to('server', 'domain', 'labels', 'text', 'platform', 'paraglide'),
			others('types', 'rules', 'index', 'service', 'server')
		]
	},
	{ from: { file: { categories: 'spec' } }, allow: { to: { element: { types: { anyOf: ['*'] } } } } }
];

/** @param {string} root of the sources that are looked at */
export const furniture = (root) => ({
	files: ['src/{lib,routes,server}/**/*.{ts,svelte}'],
	plugins: { boundaries },
	settings: {
		'boundaries/root-path': root,
		'boundaries/elements': elements,
		'boundaries/files': files,
		'boundaries/include': ['src/**'],
		'import/resolver': { [path.join(import.meta.dirname, 'resolve-lib.js')]: {} },
		'import/extensions': ['.ts', '.svelte', '.js']
	},
	rules: {
		'boundaries/dependencies': ['error', { default: 'disallow', checkInternals: true, policies }]
	}
});
