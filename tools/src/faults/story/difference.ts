/** Lines of one picture that the other lacks, each as often as it is missing: `-` of the first, `+` of the second. Empty where both are the same. */
export function differenceOf(wanted: readonly string[], found: readonly string[]): string[] {
  return [
    ...missingIn(wanted, found).map((line) => `- ${line}`),
    ...missingIn(found, wanted).map((line) => `+ ${line}`),
  ];
}

function missingIn(lines: readonly string[], others: readonly string[]): string[] {
  const left = new Map<string, number>();
  for (const line of others) left.set(line, (left.get(line) ?? 0) + 1);
  return lines.filter((line) => {
    const count = left.get(line) ?? 0;
    if (count > 0) left.set(line, count - 1);
    return count === 0;
  });
}
