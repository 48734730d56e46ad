// A relay alone: stands by for the one in the service.
import { Points } from './points.js';
import { startRelay } from './relaying.js';
import { serve } from './serve.js';

const points = new Points();
const relay = await startRelay(points);
await serve(points, () => relay.stop());
