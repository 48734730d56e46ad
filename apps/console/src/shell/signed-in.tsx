import { useEffect } from 'react';
import { useWords } from '../words/words.js';
import { shellWords } from './shell.words.js';

export const SIGNED_IN = 'xianjie-signed-in';

/** Where a second window ends after signing in again: it tells the first one and closes. */
export function SignedIn() {
  const words = useWords(shellWords);
  useEffect(() => {
    const channel = new BroadcastChannel(SIGNED_IN);
    channel.postMessage('signed-in');
    channel.close();
    window.close();
  }, []);
  return (
    <main className="sign-in">
      <p>{words.signedIn}</p>
    </main>
  );
}
