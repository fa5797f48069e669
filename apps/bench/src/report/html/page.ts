// The report: one page that needs nothing beside itself.
import type { Results } from '../../measure/result.ts';
import { checkTargets, shortRunText, summaryText } from '../check-targets.ts';
import { formatValue } from '../format-value.ts';
import { roundsText, skippedText } from '../print-rounds.ts';
import { machineText } from '../print-machine.ts';
import { targets } from '../targets.ts';
import { costPlot } from './cost-plot.ts';
import { escapeHtml } from './escape.ts';
import { latencyPlot } from './latency-plot.ts';
import { ratePlots } from './rate-plots.ts';
import { resultsTable } from './results-table.ts';
import { sharePlots } from './share-plots.ts';
import { STYLE } from './style.ts';
import { targetsTable } from './targets-table.ts';

interface Figure {
  readonly title: string;
  readonly svg: string;
}

export function reportPage(results: Results): string {
  const figures: Figure[] = [
    ...ratePlots(results),
    ...sharePlots(results),
    ...plotted(results, (id) => id === 'round-trip' || id.startsWith('mixed/'), latencyPlot),
    ...plotted(results, (id) => id.startsWith('cost/'), costPlot),
  ];
  const checked = checkTargets(targets, results);
  const { machine, started, seconds, scale } = results;
  const counts = scale === 1 ? '' : ` Each run moved ${formatValue(scale)} times the usual number of packets.`;
  const how = `Started ${started.slice(0, 16).replace('T', ' ')} UTC, took ${Math.round(seconds)} s. ${roundsText(results)}${counts}`;
  const notes = [shortRunText(results), skippedText(results)].filter((note) => note !== undefined).map((note) => `<p class="remark">${escapeHtml(note.trim())}</p>`);
  return `<!doctype html>
<html lang="en">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>dist: benchmark</title><style>${STYLE}</style></head>
<body>
<h1>dist: benchmark</h1>
<p>${escapeHtml(machineText(machine))}.<br>${escapeHtml(how)}<br>
Numbers of different runs cannot be compared: what counts is how variants of one case stand to each other.</p>
<p><a href="#targets">Targets</a> · <a href="#plots">Plots</a> · <a href="#numbers">All numbers</a></p>
<h2 id="targets">Targets</h2>
<p>${escapeHtml(summaryText(checked))}. Ratios of medians; where a target names several cases, the worst counts.</p>
${notes.join('\n')}
<div class="scroll">${targetsTable(checked)}</div>
<h2 id="plots">Plots</h2>
<p><span class="ours"></span>ours<span class="others"></span>others; a thin line goes from the smallest run to the largest. A scale without a zero is logarithmic.</p>
${figures.map(({ title, svg }) => `<figure><figcaption>${escapeHtml(title)}</figcaption>${svg}</figure>`).join('\n')}
<h2 id="numbers">All numbers</h2>
<p>Median, and below it the smallest and the largest run. <i>Runs</i> that count, how many of these were <i>disturbed</i>, those <i>dropped</i> since others disturbed them, how many
processors <i>others</i> used, and whether the <i>order</i> within each tag was kept in a run that was checked and not timed. A star marks rows with
too few undisturbed runs: read them with care.</p>
${results.cases.map((result) => `<div class="scroll">${resultsTable(result)}</div>`).join('\n')}
</body>
</html>
`;
}

function plotted(results: Results, wanted: (id: string) => boolean, draw: (result: Results['cases'][number]) => string): Figure[] {
  return results.cases
    .filter(({ id, rows }) => wanted(id) && rows.some(({ used }) => used > 0))
    .map((result) => ({ title: result.title, svg: draw(result) }));
}
