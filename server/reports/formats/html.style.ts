/** The look of a report in a browser, on screen and on paper; the colours of the PDF. */
export const htmlStyle = `
:root { color-scheme: light; --grey: #5f5f5f; --hair: #c4c4c4; --accent: #1f4e79; --attention: #a85d00; --alarm: #b3141c; }
body { margin: 0 auto; max-width: 52rem; padding: 2rem 1.25rem 4rem; font: 1rem/1.5 Georgia, 'Times New Roman', serif; color: #1a1a1a; background: #fff; }
h1 { font-size: 1.8rem; line-height: 1.25; margin: 0.5rem 0 1rem; }
h2 { font-size: 1.35rem; color: var(--accent); margin: 2.4rem 0 0.8rem; }
h3 { font-size: 1.1rem; margin: 1.6rem 0 0.6rem; }
p { margin: 0.7rem 0; }
:lang(de) { hyphens: auto; }
code { hyphens: none; }
a { color: var(--accent); }
.top, .foot { display: flex; gap: 1rem; flex-wrap: wrap; justify-content: space-between; font-size: 0.85rem; color: var(--grey); border-bottom: 1px solid var(--hair); padding-bottom: 0.4rem; }
.foot { border-bottom: 0; border-top: 1px solid var(--hair); margin-top: 3rem; padding-top: 0.4rem; overflow-wrap: anywhere; }
.simulated { border: 2px dashed #000; padding: 0.5rem 0.75rem; margin: 1rem 0; }
.signed dd { margin-bottom: 0.8rem; }
.refs { font-size: 0.72em; vertical-align: super; line-height: 0; white-space: nowrap; }
.refs a { text-decoration: none; margin-left: 0.2em; }
.label { font-weight: bold; color: var(--grey); margin: 1rem 0 0.3rem; }
.callout { border: 1px solid var(--hair); border-left: 4px solid #333; background: #f6f6f6; padding: 0.8rem 1rem; margin: 1rem 0; font-size: 1.1rem; }
.callout.attention { border-left-color: var(--attention); }
.callout.alarm { border-left-color: var(--alarm); }
.word { text-transform: uppercase; }
.attention > .word, .mark.attention { color: var(--attention); font-weight: bold; }
.alarm > .word, .mark.alarm { color: var(--alarm); font-weight: bold; }
.shape { margin-right: 0.35em; font-size: 0.85em; }
dl { display: grid; grid-template-columns: minmax(8rem, 13rem) 1fr; gap: 0.3rem 1rem; }
dt { color: var(--grey); }
dd { margin: 0; overflow-wrap: anywhere; }
figure { margin: 1.2rem 0; }
figure svg { width: 100%; height: auto; }
figcaption, caption { text-align: left; font-size: 0.9rem; padding: 0.3rem 0; }
.source { color: var(--grey); }
.scroll { overflow-x: auto; margin: 1rem 0; }
table { border-collapse: collapse; width: 100%; font-size: 0.88rem; }
th, td { text-align: left; vertical-align: top; padding: 0.3rem 0.5rem; border-bottom: 1px solid var(--hair); overflow-wrap: anywhere; }
thead th { border-bottom: 2px solid var(--grey); border-top: 2px solid var(--grey); }
.right { text-align: right; font-variant-numeric: tabular-nums; }
code { font: 0.85em/1.4 'DejaVu Sans Mono', Consolas, monospace; overflow-wrap: anywhere; }
.sign { display: grid; grid-template-columns: 8rem repeat(3, 1fr); gap: 1.6rem 1rem; margin-top: 1rem; }
.sign span { border-top: 1px solid var(--grey); font-size: 0.8rem; color: var(--grey); margin-top: 1.6rem; }
:target { outline: 2px solid var(--accent); outline-offset: 2px; }
@media print { body { max-width: none; padding: 0; font-size: 10pt; } figure, .callout, tr { break-inside: avoid; } h2, h3, .label, caption { break-after: avoid; } }
`;
