import { expect, it } from '@jest/globals';
import { Controller, Get, Module } from '@nestjs/common';
import { Allow } from '@xianjie/identity';
import { readConfig } from '../config/read-config.js';
import { ServiceModule } from '../service.module.js';
import { Describe } from './answers.js';
import { describeModule } from './describe-module.js';

const config = readConfig(
  {},
  { DATABASE_URL: 'postgres://localhost/none', EVENT_LOG: 'kafka://none:9092', OIDC_ISSUER: 'http://issuer' },
);

@Controller('things')
class ThingsController {
  @Get(':id')
  @Allow('lead:read')
  @Describe({ summary: 'A thing' })
  show() {
    return {};
  }
}

@Module({
  imports: [ServiceModule.forRoot({ name: 'sample', config })],
  controllers: [ThingsController],
})
class SampleModule {}

it('a service is described without being started: its own routes, and those that every service has', () => {
  const { info, paths } = describeModule(SampleModule) as {
    info: { title: string };
    paths: Record<string, Record<string, { summary?: string; 'x-permission': string }>>;
  };
  expect(info.title).toBe('sample');
  expect(paths['/things/{id}']?.['get']).toMatchObject({ summary: 'A thing', 'x-permission': 'lead:read' });
  expect(Object.keys(paths)).toEqual(
    expect.arrayContaining(['/agencies', '/clocks', '/openapi.json', '/livez']),
  );
});
