/// The frame of a page: one self-contained HTML file, readable on a phone and in the dark, without
/// anything from a network.
struct Page {
  /// A script of our own. The page runs it alone, because it names its hash.
  struct Script: Sendable {
    let text: StaticString
    /// SHA-256 of the text, base64 (Content Security Policy Level 3, section 2.3.1).
    let hash: StaticString
  }

  let title: String
  let sections: [Markup]
  /// The one script that runs, at the end of the page.
  var script: Script?

  var html: String {
    Page.opening(title: title, script: script) + Markup.fragment(sections).rendered
      + (script.map { Markup.script($0.text).rendered } ?? "") + Page.closing
  }

  /// Everything before the content of a page that is written piece by piece.
  ///
  /// - Parameter script: the one script that may run.
  static func opening(title: String, script: Script? = nil) -> String {
    let scripts = script.map { "; script-src 'sha256-\($0.hash)'" } ?? ""
    let head = Markup.element(
      "head",
      [:],
      [
        .element("meta", ["charset": "utf-8"]),
        .element(
          "meta", ["name": "viewport", "content": "width=device-width, initial-scale=1"]),
        // Nothing may be loaded and nothing may run, whatever a file's text says.
        .element(
          "meta",
          [
            "http-equiv": "Content-Security-Policy",
            "content": "default-src 'none'; style-src 'unsafe-inline'" + scripts,
          ]),
        .element("title", text: title), .style(Page.styleSheet),
      ])
    return "<!DOCTYPE html>\n<html lang=\"en\">" + head.rendered + "<body><main>\n"
  }

  static let closing = "</main></body></html>\n"

  static func section(_ title: String, _ children: [Markup]) -> Markup {
    .element("section", [:], [.element("h2", text: title)] + children)
  }

  static func paragraph(_ text: String, kind: String = "") -> Markup {
    kind.isEmpty ? .element("p", text: text) : .element("p", ["class": kind], text: text)
  }

  /// A table in a box that scrolls sideways by itself.
  static func table(_ columns: [String], _ rows: [[Cell]]) -> Markup {
    table(
      columns,
      rows.map { row in
        row.map { cell in
          .element("td", cell.isNumber ? ["class": "number"] : [:], text: cell.text)
        }
      })
  }

  static func table(_ columns: [String], _ rows: [[Markup]]) -> Markup {
    let head = Markup.element("tr", [:], columns.map { .element("th", text: $0) })
    return .element(
      "div", ["class": "wide"],
      [
        .element(
          "table", [:],
          [
            .element("thead", [:], [head]),
            .element("tbody", [:], rows.map { .element("tr", [:], $0) }),
          ])
      ])
  }

  /// Pairs of a label and its value.
  static func list(_ pairs: [(String, String)]) -> Markup {
    .element(
      "dl", [:],
      pairs.flatMap { [.element("dt", text: $0.0), .element("dd", text: $0.1)] })
  }

  static func smiles(_ text: String) -> Markup {
    .element("code", ["class": "smiles"], text: text)
  }

  private static let styleSheet: StaticString = """
    :root{color-scheme:light dark;--ink:#1d2430;--soft:#5a6678;--ground:#ffffff;--panel:#f5f7fa;
    --line:#d9dfe8;--accent:#2f5fe0;--mark:#ffd479;--good:#18794e;--bad:#b42318}
    @media (prefers-color-scheme:dark){:root{--ink:#e6eaf1;--soft:#9aa7ba;--ground:#12161d;
    --panel:#1b212b;--line:#323c4b;--accent:#8fb0ff;--mark:#6b5312;--good:#5fd39a;--bad:#ff8f85}
    .atom-N{fill:#8aa8ff}.atom-O{fill:#ff7b80}.atom-F,.atom-Cl{fill:#6fd08a}.atom-Br{fill:#e09a7c}
    .atom-I{fill:#c79bf0}.atom-S{fill:#e3c04a}.atom-P{fill:#ffa75a}}
    *{box-sizing:border-box}
    body{margin:0;background:var(--ground);color:var(--ink);
    font:16px/1.5 system-ui,-apple-system,"Segoe UI",Roboto,Arial,sans-serif}
    main{max-width:1060px;margin:0 auto;padding:20px 16px 60px}
    h1{font-size:1.7rem;line-height:1.2;margin:.4em 0}
    h2{font-size:1.25rem;margin:2em 0 .6em;border-bottom:1px solid var(--line);padding-bottom:.2em}
    h3{font-size:1.05rem;margin:.2em 0}
    p{margin:.5em 0}.soft{color:var(--soft)}.good{color:var(--good)}.bad{color:var(--bad)}
    .figures{display:flex;flex-wrap:wrap;gap:10px;margin:1em 0}
    .figures div{background:var(--panel);border:1px solid var(--line);border-radius:8px;
    padding:8px 14px;min-width:120px;flex:0 1 auto}
    @media (max-width:720px){.figures div{flex:1 1 120px}}
    .figures b{display:block;font-size:1.35rem;font-variant-numeric:tabular-nums}
    article{border:1px solid var(--line);border-radius:10px;background:var(--panel);
    padding:14px;margin:14px 0;display:grid;grid-template-columns:minmax(220px,320px) 1fr;gap:16px}
    @media (max-width:720px){article{grid-template-columns:1fr}}
    article>div{min-width:0}
    .depiction{max-width:100%;height:auto;display:block;margin:0 auto}
    .depiction .bond{stroke:var(--ink)}.depiction .wedge{fill:var(--ink)}
    .depiction .atom-C,.depiction .atom-H{fill:var(--ink)}
    .depiction .mark{fill:var(--mark)}.depiction .mark-line{stroke:var(--mark)}
    .pair{display:grid;grid-template-columns:repeat(auto-fit,minmax(260px,1fr));gap:16px}
    .pair figure,.viewer{margin:0;min-width:0}figcaption{font-size:.88rem}
    .viewer canvas{width:100%;height:min(70vh,560px);border:1px solid var(--line);border-radius:10px;
    color:var(--ink);touch-action:none;cursor:grab}
    .viewer select{margin:0 0 8px;font:inherit}
    .plot{width:100%;min-width:600px;height:auto}.plot .label{fill:var(--soft)}.plot .grid{stroke:var(--line)}
    .plot .best{stroke:var(--accent)}
    .smiles,code{font-family:ui-monospace,SFMono-Regular,Menlo,Consolas,monospace;font-size:.86em;
    overflow-wrap:anywhere}
    .wide{overflow-x:auto;margin:.6em 0}
    table{border-collapse:collapse;font-size:.88rem;width:100%}
    th,td{border-bottom:1px solid var(--line);padding:4px 8px;text-align:left;vertical-align:top}
    th{color:var(--soft);font-weight:600;white-space:nowrap}
    td{overflow-wrap:break-word;min-width:3.5em}
    td:has(.smiles){min-width:13em}
    td.number{text-align:right;font-variant-numeric:tabular-nums;white-space:nowrap}
    .tall{max-height:88vh;overflow-y:auto}
    .tall thead th{position:sticky;top:0;z-index:1;background:var(--ground)}
    th button{all:unset;cursor:pointer;white-space:nowrap}th button:hover{color:var(--ink)}
    th button:focus-visible{outline:2px solid var(--accent);outline-offset:2px}
    th[aria-sort=ascending] button::after{content:" ▲"}
    th[aria-sort=descending] button::after{content:" ▼"}
    td.drawing{min-width:0;padding:2px 6px}
    td.drawing .depiction{width:auto;max-width:220px;max-height:150px}
    @media (max-width:720px){td.drawing .depiction{max-width:130px;max-height:100px}}
    @media print{.tall{max-height:none}}
    ul{padding-left:1.2em;margin:.4em 0}li{margin:.25em 0}
    dl{display:grid;grid-template-columns:minmax(110px,max-content) 1fr;gap:2px 14px;margin:.5em 0}
    dt{color:var(--soft)}dd{margin:0;overflow-wrap:anywhere}
    details{margin:.5em 0}summary{cursor:pointer;color:var(--accent)}
    @media print{article{break-inside:avoid}}
    """
}
