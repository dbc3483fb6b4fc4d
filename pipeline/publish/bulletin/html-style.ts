/** The look of a bulletin that is a page of its own: light, dark, on small screens and on paper. Classes are those of `bulletinArticle`. */
export const HTML_STYLE = `
:root{color-scheme:light dark;--text:#1f2328;--soft:#57606a;--line:#8c959f;--head:#f0f2f5;--page:#fff;--link:#0b4f8a;--mark:#fff2cc}
@media (prefers-color-scheme:dark){:root{--text:#e6e8eb;--soft:#a9b1ba;--line:#6e7681;--head:#22272e;--page:#15181c;--link:#8ec1f2;--mark:#4d3f10}}
body{margin:0;background:var(--page);color:var(--text);font:1.0625rem/1.55 "Times New Roman","Liberation Serif",serif}
main{max-width:44rem;margin:0 auto;padding:1.5rem 1rem 3rem}
header{text-align:center;margin-bottom:1.5rem}
h1{font-size:1.5rem;line-height:1.25;margin:0}
h2{font-size:1.2rem;margin:1.75rem 0 .5rem}
h3{font-size:1.0625rem;font-style:italic;margin:1.25rem 0 .5rem}
p,ul,ol,blockquote,figure{margin:.6rem 0}
header p{margin:.25rem 0}
.subtitle{font-weight:bold}
.dateline{font-style:italic}
a{color:var(--link);overflow-wrap:anywhere}
sup{line-height:0;font-size:.75em}
sup a{padding:.5em .35em;margin:0 -.2em}
mark{background:var(--mark);color:inherit}
blockquote{margin-left:2rem;margin-right:2rem;font-style:italic}
.scroll{overflow-x:auto}
table{border-collapse:collapse;width:100%;font-size:1rem}
caption,figcaption{font-weight:bold;text-align:center;padding:.5rem 0}
th,td{border:1px solid var(--line);padding:.3rem .5rem;text-align:left;vertical-align:middle}
thead th{background:var(--head);text-align:center}
tbody th{font-weight:normal}
.number{text-align:right;font-variant-numeric:tabular-nums;white-space:nowrap}
.table-note,.colophon{font-size:.9rem;font-style:italic;color:var(--soft)}
figure svg{display:block;max-width:none;margin:0 auto}
.notes{margin-top:2.5rem;border-top:1px solid var(--line);font-size:.9rem}
.notes li{margin:.35rem 0}
.notes li a{display:inline-block;min-height:24px;min-width:24px}
:target{background:var(--mark)}
@page{size:A4;margin:20mm 20mm 20mm 30mm}
@media print{:root{--text:#000;--soft:#333;--line:#555;--head:#eee;--page:#fff;--link:#000}
body{font-size:13pt;line-height:1.3}main{max-width:none;padding:0}.scroll{overflow:visible}figure svg{max-width:100%;height:auto}
article>p,blockquote p,li{text-align:justify}mark,thead th{print-color-adjust:exact}h2,h3,caption{break-after:avoid}figure,tr,blockquote{break-inside:avoid}thead{display:table-header-group}.notes .back{display:none}}
`;
