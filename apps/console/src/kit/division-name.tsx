import { useQuery } from '@tanstack/react-query';

const load = () => import('./divisions.js').then(({ divisionOf }) => divisionOf);

/** The name of a division by its code, as it was on that day where one is given: 浙江省杭州市余杭区. */
export function DivisionName({ code, on }: { code: string | null | undefined; on?: string | null }) {
  const { data: divisionOf } = useQuery({
    queryKey: ['console', 'divisions'],
    queryFn: load,
    staleTime: Infinity,
  });
  if (!code) return <>—</>;
  const name = divisionOf && (divisionOf(code, (on ?? undefined) as never) ?? divisionOf(code))?.fullName;
  return <span title={code}>{name ?? code}</span>;
}
