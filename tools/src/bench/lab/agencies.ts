import { childrenOf, provinces } from '@xianjie/divisions';
import { type Agency, type AgencyKind, type Marking, markingOf, type MarkingScope } from '@xianjie/identity';

const NATION: Agency = {
  id: 'cnipa',
  name: '国家知识产权局',
  kind: 'patent-office-nation',
  area: null,
  parents: [],
};

/** The offices of the whole country: one of the nation, one of each province and of each of its prefectures. */
export function offices(): readonly Agency[] {
  const ofProvinces = provinces().flatMap((province): Agency[] => {
    const own = officeOf(province.code, province.name, 'patent-office-province', [NATION.id]);
    const below = childrenOf(province.code).map(({ code, name }) =>
      officeOf(code, name, 'patent-office-prefecture', [own.id, NATION.id]),
    );
    return [own, ...below];
  });
  return [NATION, ...ofProvinces];
}

/** A police organ and a procuratorate beside each office of a province or prefecture. */
export function organsBeside(agencies: readonly Agency[]): readonly Agency[] {
  return agencies.flatMap(({ area, name, kind }) => {
    if (area === null || !kind.startsWith('patent-office')) return [];
    const place = name.replace('知识产权局', '');
    return [
      { id: `police-${area}`, name: `${place}公安局`, kind: 'police', area, parents: [] },
      { id: `proc-${area}`, name: `${place}人民检察院`, kind: 'procuratorate', area, parents: [] },
    ];
  });
}

function officeOf(area: string, name: string, kind: AgencyKind, parents: readonly string[]): Agency {
  return { id: `ip-${area}`, name: `${name}知识产权局`, kind, area, parents };
}

/** As the services mark leads and cases. */
export function marking(agency: Agency, scope: MarkingScope): Marking {
  return markingOf(agency, {
    scope,
    kinds: ['patent-office-prefecture', 'patent-office-province', 'patent-office-nation', 'corps'],
    purposes: ['enforcement', 'supervision', 'statistics'],
  });
}
