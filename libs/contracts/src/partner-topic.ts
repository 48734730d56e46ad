/** Stands for the partner's agency id in the topic of a schema that each partner has a topic of its own for. */
const PLACE = '{partner}';

/** Whether a schema's topic is one for each partner: `lead-reporting.inbound.{partner}`. */
export function isPartnerTopic(topic: string): boolean {
  return topic.endsWith(`.${PLACE}`);
}

/** The partner's own topic: `lead-reporting.inbound.ip-jiangsu`. */
export function partnerTopic(topic: string, partner: string): string {
  return topic.replace(PLACE, partner);
}
