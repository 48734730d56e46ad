import { readConfig } from '@xianjie/service';

export const config = readConfig();
