import { bulk } from '../items/bulk.js';
import { effects } from '../items/effects.js';
import { endToEnd } from '../items/end-to-end.js';
import { latency } from '../items/latency.js';
import { outboxLibrary } from '../items/outbox-library.js';
import { post } from '../items/post.js';
import { relay } from '../items/relay.js';
import { takeover } from '../items/takeover.js';
import type { Suite } from '../suite.js';

export const backbone: Suite = {
  name: 'backbone',
  about: 'from a request to its effect in another service',
  items: [post, bulk, endToEnd, relay, outboxLibrary, takeover, effects, latency],
};
