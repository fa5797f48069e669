export const STYLE = `
body { font: 15px/1.5 system-ui, sans-serif; max-width: 60rem; margin: 2rem auto; padding: 0 1rem; color: #222; background: #fff; }
h1, h2, h3 { line-height: 1.2; margin: 2em 0 0.5em; }
h1 { margin-top: 0; }
h3 { font-size: 1em; }
table { border-collapse: collapse; width: 100%; font-variant-numeric: tabular-nums; }
th, td { padding: 0.25em 0.6em; text-align: right; vertical-align: top; border-bottom: 1px solid #e3e6e9; font-weight: normal; }
th:first-child { text-align: left; }
table.results th:first-child { width: 45%; }
td, th:not(:first-child) { white-space: nowrap; }
th.note { width: 4em; }
p.remark { margin-top: 0.3em; }
span.ours, span.others { display: inline-block; width: 0.8em; height: 0.8em; margin-right: 0.3em; }
span.ours { background: #1f6f8b; }
span.others { background: #b0b7bf; margin-left: 1em; }
div.scroll { overflow-x: auto; }
thead th { color: #667; border-bottom-width: 2px; }
small { display: block; color: #778; font-size: 0.8em; }
tr.ours th { font-weight: 600; }
tr.aim-met td:last-child { color: #156b2f; font-weight: 600; }
tr.met td:last-child { color: #156b2f; }
tr.missed td:last-child { color: #a83232; font-weight: 600; }
tr.not-measured td { color: #99a; }
figure { margin: 2.5em 0; overflow-x: auto; }
figure figure { margin: 0; }
svg { max-width: 100%; height: auto; }
figcaption { font-weight: 600; margin-bottom: 0.5em; }
`;
