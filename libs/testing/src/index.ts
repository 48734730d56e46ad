export { freePort } from './servers/free-port.js';
export { kafkaClassPath, kafkaObstacle } from './servers/kafka-jars.js';
export type { ServerExit } from './servers/server-process.js';
export { startKafkaServer } from './servers/start-kafka-server.js';
export type { KafkaBroker, KafkaServer, KafkaServerOptions } from './servers/start-kafka-server.js';
export { startPostgresServer } from './servers/start-postgres-server.js';
export type { PostgresServer, PostgresServerOptions } from './servers/start-postgres-server.js';
export {
  createTestDatabase,
  describeOnEachLog,
  describeWithKafka,
  kafkaMissing,
  startEventLog,
  startKafka,
  startPostgres,
  uniqueName,
} from './servers/test-servers.js';
export type { TestServer } from './servers/test-servers.js';
export { startTestService } from './start-test-service.js';
export type { TestService, TestServiceOptions } from './start-test-service.js';
export { testAgency, testIssuer } from './test-issuer.js';
export type { TestIssuer, TokenWords } from './test-issuer.js';
export { describeHandler } from './describe-handler.js';
export type { HandlerUnderTest } from './describe-handler.js';
export { TestStream } from './test-stream.js';
export { describeAccess } from './access-table.js';
export type { AccessRow, ForeignRequest } from './access-table.js';
export { describeBadInput } from './bad-input.js';
export type { BadInputSubject } from './bad-input.js';
export { Planted } from './planted.js';
export type { Found } from './planted.js';
export { searchDatabase, searchFolder, searchTopics } from './planted-search.js';
