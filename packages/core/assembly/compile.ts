// Compiles loops.ts with AssemblyScript. As a program, it writes src/loops/wasm-code.ts.
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import asc from 'assemblyscript/asc';

const folder = join(import.meta.dirname, '..');
const output = join(folder, 'src/loops/wasm-code.ts');
const NUMBERS_OF_A_LINE = 32;

/** The text of wasm-code.ts as it should be. */
export async function compile(): Promise<string> {
  const written: Uint8Array[] = [];
  const messages: string[] = [];
  const { error } = await asc.main(['assembly/loops.ts', '--config', 'asconfig.json', '--outFile', 'loops.wasm'], {
    readFile: (name, base) => readIfThere(join(base, name)),
    writeFile: (_name, contents) => void written.push(contents as Uint8Array),
    listFiles: () => [],
    stderr: { write: (text) => messages.push(String(text)) > 0 },
  });
  if (error !== null) throw new Error(`AssemblyScript: ${error.message}\n${messages.join('')}`);
  return asModule(written[0]!);
}

function readIfThere(file: string): string | null {
  try {
    return readFileSync(join(folder, file), 'utf8');
  } catch {
    return null;
  }
}

function asModule(code: Uint8Array): string {
  const lines = Array.from({ length: Math.ceil(code.length / NUMBERS_OF_A_LINE) }, (_, line) =>
    [...code.subarray(line * NUMBERS_OF_A_LINE, (line + 1) * NUMBERS_OF_A_LINE)].join(', '),
  );
  return `// What AssemblyScript makes of assembly/loops.ts; written by assembly/compile.ts.
export const WASM_CODE: Uint8Array<ArrayBuffer> = new Uint8Array([
${lines.map((line) => `  ${line},`).join('\n')}
]);
`;
}

if (process.argv[1] === import.meta.filename) writeFileSync(output, await compile());
