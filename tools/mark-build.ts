import { markBuild } from './build.ts';

// The end of `npm run build`: the next `npm start` need not build again.
markBuild();
