const themes = ['auto', 'light', 'dark'] as const;
const textSizes = ['normal', 'large'] as const;

export interface Preferences {
	theme: (typeof themes)[number];
	text: (typeof textSizes)[number];
}

export function readPreferences(theme: string | undefined, text: string | undefined): Preferences {
	return {
		theme: themes.find((known) => known === theme) ?? 'auto',
		text: textSizes.find((known) => known === text) ?? 'normal'
	};
}
