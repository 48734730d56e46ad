import ts from 'typescript';

/** A number or a day that stands in the code, and what it is altered to. */
export interface Figure {
  readonly line: number;
  readonly start: number;
  readonly end: number;
  readonly original: string;
  readonly altered: readonly string[];
}

const DAY = /^\d{4}-\d{2}-\d{2}$/;
const DAY_MS = 86_400_000;

/** Every number, and every day written as text, in the order they stand; those of types and of import paths are none. */
export function figuresOf(code: string): Figure[] {
  const file = ts.createSourceFile('code.ts', code, ts.ScriptTarget.Latest, true);
  const figures: Figure[] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isTypeNode(node)) return;
    const altered = alterations(node);
    if (altered.length > 0) figures.push(figureAt(file, node, altered));
    ts.forEachChild(node, visit);
  };
  visit(file);
  return figures;
}

function figureAt(file: ts.SourceFile, node: ts.Node, altered: readonly string[]): Figure {
  const start = node.getStart(file);
  const line = file.getLineAndCharacterOfPosition(start).line + 1;
  return { line, start, end: node.end, original: node.getText(file), altered };
}

/** One more and one less: what a threshold or a limit must be told from. */
function alterations(node: ts.Node): string[] {
  if (ts.isNumericLiteral(node)) return numbers(Number(node.text));
  if (ts.isBigIntLiteral(node)) {
    const value = BigInt(node.text.replace(/n$/, ''));
    return [`${value + 1n}n`, ...(value > 0n ? [`${value - 1n}n`] : [])];
  }
  if (ts.isStringLiteral(node) && DAY.test(node.text) && !Number.isNaN(Date.parse(node.text))) {
    const at = Date.parse(node.text);
    return [at + DAY_MS, at - DAY_MS].map((day) => `'${new Date(day).toISOString().slice(0, 10)}'`);
  }
  return [];
}

function numbers(value: number): string[] {
  const step = Number.isInteger(value) ? 1 : value / 10;
  return [String(value + step), ...(value >= step ? [String(value - step)] : [])];
}

export function withAltered(code: string, { start, end }: Figure, altered: string): string {
  return code.slice(0, start) + altered + code.slice(end);
}
