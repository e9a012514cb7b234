extension StatusPage {
  /// The style sheet: system fonts, one accent a state, and tables that become cards below 44 em.
  static let style: HTML = """

    :root{color-scheme:light dark;--back:#fcfcfb;--card:#fff;--text:#1d2125;--soft:#626a73;--line:#e4e5e2;\
    --good:#1a7f37;--busy:#8a5a00;--bad:#c4232c;--bar:#b9c6d6}
    @media (prefers-color-scheme:dark){:root{--back:#15171a;--card:#1c1f23;--text:#e4e6e8;--soft:#9aa3ad;--line:#30343a;\
    --good:#4cc26a;--busy:#dca83a;--bad:#ff7b72;--bar:#40536b}}
    *{box-sizing:border-box}
    body{margin:0;background:var(--back);color:var(--text);font:15px/1.5 system-ui,-apple-system,"Segoe UI",Roboto,\
    "Helvetica Neue",Arial,sans-serif;-webkit-text-size-adjust:100%}
    main{max-width:70rem;margin:0 auto;padding:2rem 1.25rem 3rem}
    header{display:grid;grid-template-columns:1fr auto;gap:.1rem 1.5rem;align-items:baseline}
    h1{font-size:1.5rem;line-height:1.25;font-weight:650;letter-spacing:-.01em;margin:0;grid-area:1/1;overflow-wrap:anywhere}
    h2{font-size:.95rem;font-weight:650;margin:0 0 .5rem}
    p{margin:0}
    header p{color:var(--soft);overflow-wrap:anywhere}
    header .way{grid-column:1}
    header .facts{grid-column:1;font-size:.85rem}
    header .state{grid-area:1/2;font-weight:650;white-space:nowrap}
    .state::before,.mark::before{content:"";display:inline-block;width:.5em;height:.5em;border-radius:50%;\
    background:currentColor;margin-right:.5em;vertical-align:.08em}
    .mark.calm::before{content:none}
    .good,header .good{color:var(--good)}.busy,header .busy{color:var(--busy)}.bad,header .bad{color:var(--bad)}
    .problems{list-style:none;margin:1.25rem 0 0;padding:.7rem 1rem;border-left:3px solid currentColor;background:var(--card);\
    border-radius:0 .4rem .4rem 0;overflow-wrap:anywhere}
    .problems li{color:var(--text);padding:.1rem 0}
    .totals{display:grid;grid-template-columns:repeat(4,1fr);margin:1.5rem 0 0;background:var(--card);\
    border:1px solid var(--line);border-radius:.5rem}
    .totals div{padding:.9rem 1.1rem;border-left:1px solid var(--line)}
    .totals div:first-child{border-left:0}
    .totals dt{color:var(--soft);font-size:.85rem}
    .totals dd{margin:0}
    .totals b{display:block;font-size:1.6rem;line-height:1.3;font-weight:600;letter-spacing:-.02em;\
    font-variant-numeric:tabular-nums;overflow-wrap:anywhere}
    small{color:var(--soft);font-size:.85rem}
    section{margin-top:2.25rem}
    section p{color:var(--soft);font-size:.85rem;margin-bottom:.4rem}
    table{width:100%;border-collapse:collapse;font-size:.9rem}
    th{font-weight:500;font-size:.8rem;color:var(--soft);text-align:left;padding:.3rem .75rem .3rem 0;\
    border-bottom:1px solid var(--line);white-space:nowrap}
    td{padding:.4rem .75rem .4rem 0;border-bottom:1px solid var(--line);vertical-align:baseline;overflow-wrap:anywhere}
    th:last-child,td:last-child{padding-right:0}
    .n{text-align:right;font-variant-numeric:tabular-nums;white-space:nowrap}
    th.n:first-child,td.n:first-child{text-align:left}
    .n+:not(.n){padding-left:1.25rem}
    .bar{display:inline-block;min-width:7rem;padding:0 0 .15rem;background:linear-gradient(var(--bar) 0 0) 100% 100%/\
    var(--share) 3px no-repeat}
    code{font:.85em/1.4 ui-monospace,SFMono-Regular,Menlo,Consolas,"Liberation Mono",monospace}
    .rest{margin-top:.5rem}
    .settings td{padding-top:.2rem;padding-bottom:.2rem}
    footer{margin-top:2.5rem;color:var(--soft);font-size:.85rem}
    a{color:inherit;margin-left:.75em}
    @media (max-width:44em){
    main{padding:1.25rem 1rem 2rem}
    header{grid-template-columns:1fr}
    header .state{grid-area:auto;order:-1}
    h1{grid-area:auto;order:-1}
    .totals{grid-template-columns:1fr 1fr}
    .totals div:nth-child(odd){border-left:0}
    .totals div:nth-child(n+3){border-top:1px solid var(--line)}
    thead{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%)}
    table,tbody,tr,td{display:block}
    tr{border:1px solid var(--line);border-radius:.5rem;background:var(--card);padding:.45rem .85rem;margin-top:.6rem}
    td,.n,td.n:first-child{display:flex;justify-content:space-between;gap:1.5rem;text-align:right;border:0;padding:.12rem 0;\
    white-space:normal}
    .n+:not(.n){padding-left:0}
    td::before{content:attr(data-label);color:var(--soft);text-align:left;flex:none}
    .codes tr{display:grid;grid-template-columns:1fr auto;gap:0 1.5rem}
    .codes td:nth-child(-n+4)::before{content:none}
    .codes td:nth-child(2){order:1;color:var(--soft);text-align:left}
    .codes td:nth-child(3),.codes td:nth-child(4){justify-content:flex-end}
    .codes td:nth-child(4){order:2}
    .codes td:nth-child(5){order:3;grid-column:1/3}
    .bar{min-width:5rem;text-align:right}
    .settings tr{display:flex;flex-wrap:wrap;justify-content:space-between;gap:0 1rem;border:0;\
    border-bottom:1px solid var(--line);border-radius:0;background:none;padding:.25rem 0;margin:0}
    .settings td{display:block;padding:0;max-width:100%}
    .settings td::before,.settings .default{content:none;display:none}
    .settings td:last-child{flex-basis:100%;text-align:right}
    .settings td:has(.default){display:none}
    footer a{margin:0 .75em 0 0}
    }

    """
}
