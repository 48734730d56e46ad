/** A table to be taken away: headings and rows of text or numbers. */
export interface Table {
  readonly name: string;
  readonly head: readonly string[];
  readonly rows: readonly (readonly (string | number | null)[])[];
}

/** What spreadsheets take for a formula is made text. */
function guarded(cell: string | number | null): string {
  if (cell === null) return '';
  const text = String(cell);
  return typeof cell === 'string' && /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
}

/** RFC 4180, with the mark by which Excel knows UTF-8. */
export function csvOf({ head, rows }: Table): string {
  const line = (cells: readonly (string | number | null)[]) =>
    cells
      .map((cell) =>
        /[",\r\n]/.test(guarded(cell)) ? `"${guarded(cell).replace(/"/g, '""')}"` : guarded(cell),
      )
      .join(',');
  return `\ufeff${[head, ...rows].map(line).join('\r\n')}\r\n`;
}

export function saveCsv(table: Table): void {
  saveBlob(new Blob([csvOf(table)], { type: 'text/csv;charset=utf-8' }), `${table.name}.csv`);
}

export async function saveXlsx(table: Table): Promise<void> {
  const { default: write } = await import('write-excel-file/browser');
  const head = table.head.map((value) => ({ value, fontWeight: 'bold' as const }));
  const rows = table.rows.map((row) =>
    row.map((value) =>
      value === null ? null : { value: typeof value === 'number' ? value : guarded(value) },
    ),
  );
  const file = write([head, ...rows] as never, { sheet: table.name.slice(0, 31) } as never) as unknown as {
    toBlob: () => Promise<Blob>;
  };
  saveBlob(await file.toBlob(), `${table.name}.xlsx`);
}

export function saveBlob(blob: Blob, name: string): void {
  const address = URL.createObjectURL(blob);
  const link = document.createElement('a');
  link.href = address;
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(address), 10_000);
}
