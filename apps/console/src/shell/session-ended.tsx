import { useQueryClient } from '@tanstack/react-query';
import { Button, Modal } from 'antd';
import { useEffect, useSyncExternalStore } from 'react';
import { readSession, type Session, signInAddress } from '../api/session.js';
import { sessionIsBack, sessionState } from '../api/session-state.js';
import { useWords } from '../words/words.js';
import { shellWords } from './shell.words.js';
import { SIGNED_IN } from './signed-in.js';

/** The session ended while the page was open: one signs in beside it, and what was typed stays. */
export function SessionEnded({ session }: { session: Session }) {
  const words = useWords(shellWords);
  const client = useQueryClient();
  const ended = useSyncExternalStore(sessionState.subscribe, sessionState.get);
  useEffect(() => {
    if (!ended) return;
    const again = async () => {
      const now = await readSession();
      if (!now) return;
      // Somebody else signed in: nothing of this page is theirs.
      if (now.officer?.id !== session.officer?.id || now.agency.id !== session.agency.id) location.reload();
      client.setQueryData(['session'], now);
      sessionIsBack();
      void client.refetchQueries({ predicate: ({ state }) => state.status === 'error' });
    };
    const channel = new BroadcastChannel(SIGNED_IN);
    channel.addEventListener('message', () => void again());
    const focused = () => void again().catch(() => undefined);
    window.addEventListener('focus', focused);
    return () => {
      channel.close();
      window.removeEventListener('focus', focused);
    };
  }, [ended, session, client]);
  return (
    <Modal
      open={ended}
      title={words.ended}
      closable={false}
      footer={null}
      mask={{ closable: false }}
      keyboard={false}
    >
      <p>{words.endedLead}</p>
      <Button type="primary" href={signInAddress('/signed-in')} target="_blank" rel="opener">
        {words.again}
      </Button>
    </Modal>
  );
}
