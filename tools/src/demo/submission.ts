import { submitLines, type LineAnswer, type NumberedLine } from '../api/bulk.js';
import { numberedLines } from '../api/ndjson-file.js';
import { PROVINCES, type Scene } from './scene.js';

/** What became of a file that both provinces submitted, each its own lines. */
export interface Submission {
  readonly answers: readonly (LineAnswer & { readonly province: string })[];
  /** Requests that broke off and were taken up again. */
  readonly interruptions: number;
  readonly ms: number;
}

export interface SubmissionOptions {
  readonly linesAtOnce?: number;
  /** Awaited after each answer with the number of answers so far: what makes the middle of a file last. */
  readonly answered?: (count: number) => Promise<void>;
  /** Changes a line before it is sent. */
  readonly rewrite?: (text: string) => string;
}

/** Sends each line by the province it names; one that names nobody, because it is malformed, by the first. */
export async function submitFile(
  scene: Scene,
  file: string,
  options: SubmissionOptions = {},
): Promise<Submission> {
  const begun = performance.now();
  const { answered, rewrite = (text) => text, linesAtOnce } = options;
  const lines = new Map<string, NumberedLine[]>(PROVINCES.map((id) => [id, []]));
  for await (const { line, text } of numberedLines(file)) {
    (lines.get(submitterIn(text)) ?? lines.get(PROVINCES[0]))!.push({ line, text: rewrite(text) });
  }
  let interruptions = 0;
  const answers: (LineAnswer & { province: string })[] = [];
  const submitAs = async (province: string) => {
    const sent = submitLines(scene.provinces[province]!, '/leads/bulk', lines.get(province)!, {
      interrupted: () => void (interruptions += 1),
      ...(linesAtOnce === undefined ? {} : { linesAtOnce }),
    });
    for await (const answer of sent) {
      answers.push({ ...answer, province });
      await answered?.(answers.length);
    }
  };
  await Promise.all(PROVINCES.map(submitAs));
  return { answers, interruptions, ms: performance.now() - begun };
}

function submitterIn(text: string): string {
  return /"submitter"\s*:\s*"([^"]*)"/.exec(text)?.[1] ?? '';
}

/** Ids of leads that are there now, taken in by this submission or before. */
export function leadIdsOf({ answers }: Submission, ...statuses: readonly string[]): string[] {
  const chosen = answers.filter(({ status }) => statuses.length === 0 || statuses.includes(status));
  return chosen.flatMap(({ leadId }) => (typeof leadId === 'string' ? [leadId] : []));
}
