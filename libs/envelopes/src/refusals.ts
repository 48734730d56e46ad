import { DomainError, type ErrorKind } from '@xianjie/errors';

/** One code for all that can be wrong with a key, and one for all that can go wrong in decryption: no more is anybody's business. */
const REFUSALS = {
  'too-long': ['invalid', 'The message is too long', '报文过长'],
  malformed: ['invalid', 'The message is not of the agreed form', '报文格式不符合约定'],
  version: ['invalid', 'This version of the envelope is not supported', '不支持该信封版本'],
  suite: ['invalid', 'This suite of algorithms is not supported', '不支持该算法套件'],
  header: [
    'invalid',
    'A part of the header is empty, too long or not printable',
    '信封头部内容为空、过长或含不可见字符',
  ],
  unreadable: ['invalid', 'The content cannot be decrypted', '内容无法解密'],
  misdirected: [
    'forbidden',
    'The message is from another sender, for another recipient or of another context',
    '报文的发送方、接收方或用途与此处不符',
  ],
  age: ['forbidden', 'The message is too old, or dated in the future', '报文已过期或日期晚于当前时间'],
  key: ['forbidden', 'The key of the message is not accepted', '报文所用密钥不被接受'],
  signature: ['forbidden', 'The signature is not valid', '签名验证未通过'],
  unencrypted: ['forbidden', 'This partner must encrypt its messages', '该对接系统的报文必须加密'],
  replayed: ['forbidden', 'The message was received before', '报文已接收过'],
  unsigned: ['forbidden', 'The request is not signed', '请求未签名'],
  coverage: ['forbidden', 'The signature does not cover all it must', '签名未覆盖必要内容'],
  digest: ['forbidden', 'The body does not match its digest', '请求体与摘要不符'],
  'partner-unknown': ['invalid', 'There is no such partner', '没有该对接系统'],
  'no-own-key': ['unavailable', 'No own key of the suite needed is valid now', '当前没有可用的本方密钥'],
  'no-partner-key': ['unavailable', 'No key of the partner is valid now', '当前没有可用的对接系统密钥'],
} as const satisfies Record<string, readonly [ErrorKind, string, string]>;

export type RefusalCode = keyof typeof REFUSALS;

/** The DomainError `envelope.<code>`. It never holds what was refused. */
export function refusal(code: RefusalCode): DomainError {
  const [kind, message, zh] = REFUSALS[code];
  return new DomainError(kind, `envelope.${code}`, message, { zh });
}
