// The door of `npm run dev`: installs what is missing, then goes on with the project's own Node.
import { runInstalled } from '../src/server/install.mjs';

await runInstalled('tools/dev/dev.ts');
