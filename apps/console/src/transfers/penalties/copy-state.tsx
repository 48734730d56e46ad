import { StatusTag, type Tone } from '../../kit/status-tag.js';
import { useWords } from '../../words/words.js';
import { type CopyState, type Owed, stateOf } from './penalty-copy.js';
import { words } from './penalties.words.js';

const tones: Readonly<Record<CopyState, Tone>> = { OWED: 'near', SENT: 'done', ANNULLED: 'waiting' };

export function CopyStateTag({ copy }: { copy: Owed }) {
  const say = useWords(words);
  const state = stateOf(copy);
  return <StatusTag tone={tones[state]}>{say.states[state]}</StatusTag>;
}
