import 'reflect-metadata';
import { Module } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import { RegistryController } from '@xianjie/service';

@Module({ controllers: [RegistryController] })
class RegistryModule {}

/** The registry as every service answers it, on a free port. */
export async function startRegistry(): Promise<{ readonly url: string; stop(): Promise<void> }> {
  const app = await NestFactory.create<NestFastifyApplication>(RegistryModule, new FastifyAdapter(), {
    logger: false,
  });
  await app.listen(0, '127.0.0.1');
  return { url: `${await app.getUrl()}/registry`, stop: () => app.close() };
}
