import { DomainError } from '@xianjie/errors';

/** Bytes that are no value of their schema. The reason names places and sizes, never contents. */
export function malformed(reason: string, cause?: unknown): DomainError {
  return new DomainError(
    'invalid',
    'contract.bytes-malformed',
    `The event's bytes are malformed: ${reason}`,
    {
      zh: '事件内容不符合约定格式',
      cause,
    },
  );
}
