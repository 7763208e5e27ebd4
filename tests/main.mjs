// The door of `npm test`: installs what is missing, then goes on with the project's own Node.
import { runInstalled } from '../src/server/install.mjs';

await runInstalled('tests/support/run.ts');
