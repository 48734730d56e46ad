/** Where an event log says what happens to its connections; a service passes its own logger on. */
export type EventLogLogger = (
  level: 'debug' | 'info' | 'warn' | 'error',
  message: string,
  details: Readonly<Record<string, unknown>>,
) => void;

export const silent: EventLogLogger = () => undefined;
