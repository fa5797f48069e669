// Plots without a browser: Observable Plot draws into a document that exists in memory only. The types of both speak of a browser's
// document, which the types of this app do not have: the two casts say what is used of it.
import * as Plot from '@observablehq/plot';
import { parseHTML } from 'linkedom';

/** A plot as SVG or, where it has a legend, as a figure with it. */
export function plotSvg(options: Plot.PlotOptions): string {
  const { document } = parseHTML('<!doctype html><html><body></body></html>') as unknown as { readonly document: object };
  const style = { fontFamily: 'inherit', fontSize: '12px', background: 'transparent', overflow: 'visible' };
  const drawn = { width: 860, ...options, style, document };
  const plot = Plot.plot(drawn) as unknown as { readonly outerHTML: string };
  return plot.outerHTML;
}
