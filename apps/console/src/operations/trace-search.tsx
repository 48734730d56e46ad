import { Button, Input } from 'antd';
import { useState } from 'react';
import { useNavigate } from 'react-router';
import { useWords } from '../words/words.js';
import { operationsWords } from './operations.words.js';

/** A trace id leads to the path of what bears it. */
export function TraceSearch({ start = '' }: { start?: string }) {
  const words = useWords(operationsWords);
  const navigate = useNavigate();
  const [text, setText] = useState(start);
  const id = text.trim().toLowerCase();
  const isGood = /^[0-9a-f]{32}$/.test(id);
  const follow = () => {
    if (isGood) void navigate(`/operations/trace?id=${id}`);
  };
  return (
    <>
      <p className="soft">{words.traceLead}</p>
      <div className="ops-search">
        <Input
          className="mono"
          aria-label={words.traceId}
          placeholder={words.traceId}
          value={text}
          maxLength={40}
          {...(text !== '' && !isGood ? { status: 'error' as const, 'aria-invalid': true } : {})}
          onChange={({ target }) => setText(target.value)}
          onPressEnter={follow}
        />
        <Button type="primary" disabled={!isGood} onClick={follow}>
          {words.follow}
        </Button>
      </div>
      {text !== '' && !isGood && (
        <p role="alert" className="fault">
          {words.traceFault}
        </p>
      )}
    </>
  );
}
