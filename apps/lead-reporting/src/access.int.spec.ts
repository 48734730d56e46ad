import { describe } from '@jest/globals';
import { describeAccess } from '@xianjie/testing';
import { casesAccess } from './cases/cases-access.suite.js';
import { circularsAccess } from './circulars/circulars-access.suite.js';
import { clustersAccess } from './clusters/clusters-access.suite.js';
import { leadsAccess } from './leads/leads-access.suite.js';
import { timelineAccess } from './timeline/timeline-access.suite.js';
import { service, useService } from './leads/leads-rig.suite.js';

useService();

describe('access', () => {
  describeAccess(() => service, {
    ...leadsAccess,
    ...clustersAccess,
    ...casesAccess,
    ...circularsAccess,
    ...timelineAccess,
  });
});
