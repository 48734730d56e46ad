import { startService } from '@xianjie/service';
import { AppModule } from './app.module.js';

await startService(AppModule);
