// What it answers: how the page of a report looks: on white and dark screens, narrow and wide ones, and on paper.
// What it needs: nothing. It stands in the page as it is, so that it has no <, > and & inside.
// Example: page.raw(html_style);
#pragma once

#include <string_view>

namespace cagr::cli {

inline constexpr std::string_view html_style = R"css(
:root{color-scheme:light dark;--page:#ffffff;--ink:#1c2128;--soft:#57606a;--rule:#d0d7de;--strong:#8c959f;--band:#f3f5f8;--accent:#0b5cad;--good:#1a6f34;--bad:#b3261e}
@media screen and (prefers-color-scheme:dark){:root{--page:#14171c;--ink:#e6e9ee;--soft:#a3acb8;--rule:#343b45;--strong:#6b7480;--band:#1d222a;--accent:#7db7f5;--good:#6fcf87;--bad:#ff9b90}}
*{box-sizing:border-box}
html{-webkit-text-size-adjust:100%}
body{margin:0;background:var(--page);color:var(--ink);font:16px/1.5 system-ui,-apple-system,"Segoe UI",Roboto,"Helvetica Neue","Noto Sans",Arial,sans-serif;overflow-wrap:break-word}
main{max-width:62rem;margin:0 auto;padding:2.25rem 1.5rem 3rem}
header{border-bottom:2px solid var(--ink);padding-bottom:1.25rem;margin-bottom:.5rem}
h1{font-size:1.9rem;line-height:1.2;margin:0;letter-spacing:-.01em}
h2{font-size:1.25rem;line-height:1.3;margin:2.25rem 0 .75rem}
p{margin:.5rem 0;max-width:46rem}
.subtitle{color:var(--soft);margin:.35rem 0 0}
.headline{font-size:1.15rem;margin:1rem 0 0}
.figures{display:flex;flex-wrap:wrap;gap:.75rem 2.5rem;margin:1.25rem 0 0}
.figures dt{color:var(--soft);font-size:.85rem}
.figures dd{margin:0;font-size:1.5rem;line-height:1.25;font-weight:600;font-variant-numeric:tabular-nums}
.figures dd.note{font-size:.85rem;font-weight:400;color:var(--soft)}
figure{margin:1.25rem 0 1.75rem}
figcaption,caption{color:var(--soft);font-size:.85rem;text-align:left}
figcaption{margin-top:.4rem;max-width:46rem}
.number{color:var(--ink);font-weight:600}
.chart svg{display:block;width:100%;height:auto}
.chart .narrow{display:none}
.scroll{overflow-x:auto;border-top:1px solid var(--strong);border-bottom:1px solid var(--strong)}
.scroll:focus-visible{outline:2px solid var(--accent);outline-offset:2px}
.title{color:var(--soft);font-size:.85rem;margin:0 0 .35rem}
table{border-collapse:separate;border-spacing:0;width:100%;font-size:.9rem;line-height:1.35}
th,td{padding:.34rem .7rem;text-align:left;vertical-align:top}
th:first-child,td:first-child{padding-left:.25rem}
th:last-child,td:last-child{padding-right:.6rem}
.mark{display:inline-block;width:0}
thead th{vertical-align:bottom;font-weight:600;border-bottom:1px solid var(--strong);background:var(--page)}
.unit{display:block;font-weight:400;color:var(--soft);font-size:.8rem}
.n{text-align:right;white-space:nowrap;font-variant-numeric:tabular-nums lining-nums}
thead .n{white-space:normal}
tbody th{font-weight:400;background:var(--page);min-width:4rem;max-width:20rem}
tbody tr+tr th,tbody tr+tr td{border-top:1px solid var(--rule)}
tbody tr:hover th,tbody tr:hover td{background:var(--band)}
tr.total th,tr.total td{font-weight:650;border-top:1px solid var(--strong)}
tr.miss th,tr.miss td{color:var(--bad)}
tbody th.d1{padding-left:1.25rem}tbody th.d2{padding-left:2.25rem}tbody th.d3{padding-left:3.25rem}tbody th.d4{padding-left:4.25rem}
.footnote{font-size:.85rem;margin:.35rem 0 0}
.assumptions{color:var(--soft);font-size:.8rem;margin:.35rem 0 0;max-width:none}
.statement{font-weight:650}
.good{color:var(--good)}.bad{color:var(--bad)}
footer{margin-top:2.5rem;padding-top:.75rem;border-top:1px solid var(--rule);font-size:.85rem;color:var(--soft)}
@media (max-width:640px){
main{padding:1.25rem 1rem 2rem}
h1{font-size:1.5rem}h2{font-size:1.15rem}.headline{font-size:1.05rem}
.figures{gap:.6rem 1.75rem}.figures dd{font-size:1.25rem}
th,td{padding:.32rem .5rem}
tbody th,thead th:first-child{position:sticky;left:0;max-width:9rem}
.chart .wide{display:none}.chart .narrow{display:block;margin:0 -1rem}
}
@page{margin:16mm 14mm}
@media print{
:root{color-scheme:light}
body{font-size:10pt}
main{max-width:none;padding:0}
h1{font-size:18pt}h2{font-size:13pt;break-after:avoid}
.chart .wide{display:block}.chart .narrow{display:none}
.scroll{overflow:visible}
table{font-size:8.5pt}
th,td{padding:.22rem .4rem}
tbody th,thead th:first-child{position:static}
thead{display:table-header-group}
tr,.chart,.figures,.statement{break-inside:avoid}
.table.short{break-inside:avoid}
.title{break-after:avoid}
.footnote,.assumptions{break-before:avoid}
}
)css";

} // namespace cagr::cli
