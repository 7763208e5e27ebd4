// The door of `npm start` and `npm run reset`. Runs on any Node from 20 and before anything is installed, so it uses
// nothing but Node itself: it installs what is missing and goes on with the project's own Node.
import { runInstalled } from './install.mjs';

await runInstalled('src/server/start.ts');
