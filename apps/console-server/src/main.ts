import { startEdge } from '@xianjie/service';
import { AppModule } from './app.module.js';
import { parts } from './parts.js';

await startEdge(AppModule, parts);
