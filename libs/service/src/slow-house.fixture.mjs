// A service for start-service.int.spec.ts, in plain JavaScript: it runs as a process of its own, on what is compiled.
import { Controller, Get, Module } from '@nestjs/common';
import { Allow } from '@xianjie/identity';
import { readConfig, ServiceModule, startService } from '../dist/index.js';

class SlowController {
  async slow() {
    console.log('request under way');
    await new Promise((resolve) => setTimeout(resolve, 500));
    return { finished: true };
  }

  fail() {
    setImmediate(() => {
      throw new Error('nobody catches this');
    });
    return {};
  }
}
Controller()(SlowController);
for (const name of ['slow', 'fail']) {
  const descriptor = Object.getOwnPropertyDescriptor(SlowController.prototype, name);
  Get(name)(SlowController.prototype, name, descriptor);
  Allow('public')(SlowController.prototype, name, descriptor);
}

class AppModule {}
const service = ServiceModule.forRoot({ name: 'slow-house', config: readConfig() });
Module({ imports: [service], controllers: [SlowController] })(AppModule);

await startService(AppModule);
