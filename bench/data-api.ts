// The embedded Data API as a process of its own, as the launcher is in `npm start`.
import { startDataApi } from '../supabase/local/data-api.ts';

const options = JSON.parse(process.env.BENCH_DATA_API ?? '{}');
const api = await startDataApi(options);
process.send?.('ready');
const stop = () => void api.stop().then(() => process.exit(0));
process.on('SIGTERM', stop);
process.on('disconnect', stop);
