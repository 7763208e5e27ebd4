import path from 'node:path';
import { root } from './config.ts';

// Started by fill.ts, under tsx: what it imports uses the app's services and their $lib paths.
const [script = '', task] = process.argv.slice(2);
const module: {
	seed(options: { log: (line: string) => void }): Promise<void>;
	demoAccounts?: { role: string; name: string; signIn: string }[];
} = await import(path.join(root, script));

if (task === 'accounts') process.send?.(module.demoAccounts ?? []);
else await module.seed({ log: (line) => console.log(line) });
process.disconnect?.();
