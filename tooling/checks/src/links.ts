// Links between the documents lead somewhere: to a file that is committed, and, behind a `#`, to a heading that is there.
// Links to other places on the web are not looked at: a check must not depend on them.
import { readFileSync } from 'node:fs';
import { join, posix } from 'node:path';

import type { Checked, Finding } from './finding.ts';
import { repositoryFiles } from './repository-files.ts';

const fence = /^( {0,3}|>\s*)(```+|~~~+)[^\n]*\n[\s\S]*?^\1\2[^\S\n]*$/gm;
const inlineCode = /(`+)(?!`).*?[^`]\1(?!`)/g;
const inline = /\]\(\s*<?([^\s)>]+)>?(?:\s+"[^"]*")?\s*\)/g;
const definition = /^ {0,3}\[[^\]]+\]:\s*<?([^\s>]+)>?/gm;
const heading = /^#{1,6}\s+(.*?)\s*#*$/gm;
const elsewhere = /^(?:[a-z][a-z0-9+.-]*:|\/\/)/i;

interface Link {
  readonly target: string;
  readonly line: number;
}

const blank = (text: string): string => text.replace(/[^\n]/g, ' ');
const lineAt = (text: string, index: number): number => text.slice(0, index).split('\n').length;

/** The links of a document, those in code left out. */
function linksOf(text: string): Link[] {
  const prose = text.replace(fence, blank).replace(inlineCode, blank);
  return [inline, definition].flatMap((pattern) =>
    [...prose.matchAll(pattern)].map((match) => ({ target: match[1]!, line: lineAt(prose, match.index) })),
  );
}

/** The anchors that a document's headings get where it is rendered: lower case, without punctuation, with hyphens for spaces. */
export function anchorsOf(text: string): Set<string> {
  const anchors = new Set<string>();
  for (const [, title = ''] of text.replace(fence, blank).matchAll(heading)) {
    const words = title.replace(/\[([^\]]*)\]\([^)]*\)/g, '$1').replace(/[`*]/g, '');
    const anchor = words.toLowerCase().replace(/[^\p{L}\p{N}\s_-]/gu, '').replace(/\s/g, '-');
    let unique = anchor;
    for (let again = 1; anchors.has(unique); again++) unique = `${anchor}-${again}`;
    anchors.add(unique);
  }
  return anchors;
}

/**
 * @param files every file of the repository, by its path from the top
 * @param documents the Markdown files among them: path and text
 */
export function brokenLinks(files: Iterable<string>, documents: ReadonlyMap<string, string>): Checked {
  const known = new Set<string>(['.']);
  for (const file of files) for (let path = file; path !== '.'; path = posix.dirname(path)) known.add(path);
  const findings: Finding[] = [];
  let looked = 0;
  for (const [document, text] of documents) {
    for (const { target, line } of linksOf(text)) {
      if (elsewhere.test(target)) continue;
      looked++;
      const [path = '', anchor] = decodeURI(target).split('#', 2);
      const file = path === '' ? document : posix.join(posix.dirname(document), path).replace(/(?<=.)\/$/, '');
      const there = documents.get(file);
      const where = `${document}:${line}`;
      if (path.startsWith('/') || !known.has(file)) findings.push({ where, what: `no such file in the repository: ${target}` });
      else if (anchor !== undefined && there !== undefined && !anchorsOf(there).has(anchor)) {
        findings.push({ where, what: `no such heading in ${file}: ${target}` });
      }
    }
  }
  return { looked, unit: 'links', findings };
}

/** Every Markdown file that is, or would be, committed. */
export function checkLinks(root: string): Checked {
  const files = repositoryFiles(root);
  const documents = files.filter((file) => file.endsWith('.md')).map((file) => [file, readFileSync(join(root, file), 'utf8')] as const);
  return brokenLinks(files, new Map(documents));
}
