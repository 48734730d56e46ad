import { Controller, Get } from '@nestjs/common';
import { AgencyDirectory, agencyKinds, Allow } from '@xianjie/identity';
import { z } from 'zod';
import { Describe } from '../openapi/answers.js';

const agencyList = z.object({
  items: z.array(
    z.object({
      id: z.string(),
      name: z.string(),
      kind: z.enum(agencyKinds),
      area: z.string().nullable(),
      parents: z.array(z.string()).meta({ description: 'Its superiors, the nearest first' }),
    }),
  ),
});

/** Who takes part: pages show names where rows hold ids. */
@Controller('agencies')
export class AgenciesController {
  constructor(private readonly directory: AgencyDirectory) {}

  @Get()
  @Allow('agency:read')
  @Describe({ summary: 'The agencies that take part', answers: { 200: agencyList } })
  list() {
    const items = this.directory.agencies.map(({ id, name, kind, area, parents }) => ({
      ...{ id, name, kind, area },
      parents: [...parents],
    }));
    return { items };
  }
}
