// The report over results of every case: made up, since the page does not care where numbers come from.
import { expect, it } from 'vitest';
import { allCases } from '../src/cases/all-cases.ts';
import type { Results } from '../src/measure/result.ts';
import { reportPage } from '../src/report/html/page.ts';

function exampleResults(): Results {
  const machine = { processor: 'A <fast> one', cores: 2, memoryGiB: 8, system: 's', node: 'v24', v8: '13', code: 'source', loadBefore: 0 } as const;
  const cases = allCases.map(({ id, title, metrics, variants }) => ({
    id,
    title,
    metrics,
    rows: variants.map(({ name, count }, index) => {
      const median = 1000 * (index + 1);
      const values = Object.fromEntries(metrics.map((metric) => [metric.name, { median, min: median * 0.9, max: median * 1.1 }]));
      return { variant: name, count, values, used: 5, dropped: 1, disturbed: index === 0, samples: [] };
    }),
  }));
  return { format: 1, started: '2026-01-01', seconds: 1, machine, spinsPerMicrosecond: 1, rounds: 5, scale: 1, cases, skipped: [] };
}

it('draws a plot for every question and a table for every case, and needs nothing beside itself', () => {
  const results = exampleResults();
  const page = reportPage(results);
  expect(page.match(/<figure>/g)?.length).toBeGreaterThanOrEqual(13);
  for (const { id } of results.cases) expect(page).toContain(`<h3 id="${id}">`);
  expect(page).toContain('A &lt;fast&gt; one');
  expect(page).not.toMatch(/(?:src|href)="(?!#)|NaN|undefined/);
});

it('leaves out what was not measured', () => {
  const results = exampleResults();
  const page = reportPage({ ...results, cases: results.cases.filter(({ id }) => id === 'round-trip') });
  expect(page.match(/<figcaption>/g)).toHaveLength(1);
  expect(page).toContain('cost/workers was not measured');
});

it('says what a run is too short for, and what it left out', () => {
  const results = exampleResults();
  expect(reportPage(results)).not.toMatch(/a short run|No time was left/);
  const page = reportPage({ ...results, rounds: 3, scale: 0.125, skipped: ['mixed/2-workers', 'skew/hot-half/2-workers'] });
  expect(page).toContain('a short run (3 rounds at scale 0.125');
  expect(page).toContain('No time was left for mixed/2-workers, skew/hot-half/2-workers.');
});
