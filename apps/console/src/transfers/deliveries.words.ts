import { defineWords } from '../words/words.js';
import { words as shared } from './transfers.words.js';

/** How papers reach the police. */
export const words = defineWords({
  zh: {
    ...shared.zh,
    reading: '计算',
    deliveries: '送达',
    deliveryKind: { TRANSFER: '案件', NOTICE: '通知' },
    channel: { http: '接口', kafka: '消息', paper: '纸质', directory: '前置机', platform: '省级平台' },
    deliveryStatus: { WAITING: '待送', SENT: '已送，待确认', ARRIVED: '已到达', BY_HAND: '已当面送交' },
    attempts: (n: number) => `已尝试 ${n} 次`,
    nextAttempt: '下次尝试',
    waitingSince: '等待起始',
    handedOver: '登记送交',
    handedOverFollows: '登记实际送交的时间；送交后开始计算签收',
    handedOverAt: '实际送交时间',
    recipient: '受送机关',
    failure: '上次失败',
    deliveriesEmpty: '没有符合条件的送达',
  },
  en: {
    ...shared.en,
    reading: 'Counted',
    deliveries: 'Deliveries',
    deliveryKind: { TRANSFER: 'case', NOTICE: 'notice' },
    channel: {
      http: 'interface',
      kafka: 'messages',
      paper: 'paper',
      directory: 'front-end node',
      platform: 'provincial platform',
    },
    deliveryStatus: {
      WAITING: 'waiting',
      SENT: 'sent, not acknowledged',
      ARRIVED: 'arrived',
      BY_HAND: 'handed over',
    },
    attempts: (n: number) => (n === 1 ? '1 attempt' : `${n} attempts`),
    nextAttempt: 'next attempt',
    waitingSince: 'waiting since',
    handedOver: 'Register the hand-over',
    handedOverFollows: 'At its true time; from then on the receipt is waited for',
    handedOverAt: 'True time',
    recipient: 'To',
    failure: 'Last failure',
    deliveriesEmpty: 'No delivery fits',
  },
});
