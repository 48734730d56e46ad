import { isEvaluateAlone, runEvaluateAlone } from './evaluate-alone.js';

// A reader that has seen enough (`| head`) is no error.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code === 'EPIPE') process.exit(0);
  throw error;
});

const args = process.argv.slice(2);
process.exitCode = isEvaluateAlone(args)
  ? await runEvaluateAlone(args)
  : await (await import('./run.js')).run(args);
