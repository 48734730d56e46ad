/** What Nest injects by a name, because it is no class. */
export const LOGGER = Symbol('logger');
export const SERVICE = Symbol('service');
export const EVENT_LOG = Symbol('event log');
