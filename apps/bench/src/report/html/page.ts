// The report: one page that needs nothing beside itself.
import type { Results } from '../../measure/result.ts';
import { checkTargets } from '../check-targets.ts';
import { machineText } from '../print-machine.ts';
import { targets } from '../targets.ts';
import { costPlot } from './cost-plot.ts';
import { escapeHtml } from './escape.ts';
import { latencyPlot } from './latency-plot.ts';
import { ratePlots } from './rate-plots.ts';
import { resultsTable } from './results-table.ts';
import { STYLE } from './style.ts';
import { targetsTable } from './targets-table.ts';

interface Figure {
  readonly title: string;
  readonly svg: string;
}

export function reportPage(results: Results): string {
  const figures: Figure[] = [
    ...ratePlots(results),
    ...plotted(results, (id) => id === 'round-trip' || id.startsWith('mixed/'), latencyPlot),
    ...plotted(results, (id) => id.startsWith('cost/'), costPlot),
  ];
  const { machine, started, rounds, seconds, scale } = results;
  const how = `Started ${started}, ${seconds} s. Medians of ${rounds} undisturbed runs, interleaved; small: smallest and largest. Counts × ${scale}.`;
  return `<!doctype html>
<html lang="en">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>dist: benchmark</title><style>${STYLE}</style></head>
<body>
<h1>dist: benchmark</h1>
<p>${escapeHtml(machineText(machine))}.<br>${escapeHtml(how)}<br>
A star marks rows with too few undisturbed runs. Numbers of different runs cannot be compared.</p>
<h2>Targets</h2>
${targetsTable(checkTargets(targets, results))}
<h2>Plots</h2>
${figures.map(({ title, svg }) => `<figure><figcaption>${escapeHtml(title)}</figcaption>${svg}</figure>`).join('\n')}
<h2>All numbers</h2>
${results.cases.map(resultsTable).join('\n')}
</body>
</html>
`;
}

function plotted(results: Results, wanted: (id: string) => boolean, draw: (result: Results['cases'][number]) => string): Figure[] {
  return results.cases
    .filter(({ id, rows }) => wanted(id) && rows.some(({ used }) => used > 0))
    .map((result) => ({ title: result.title, svg: draw(result) }));
}
