/**
 * The layout of a report in Typst 0.14. Data comes in as JSON through `sys.inputs`, so no text of a file, a person or a logger is ever
 * read as markup. Only fonts inside the typesetter are named: the same pages on every machine, offline.
 */
export const pdfTemplate = `
#let report = json(bytes(sys.inputs.document))
#let svgs = json(bytes(sys.inputs.figures))
#let words = report.labels
// Where ids lead: page and point of each, known once the pages are laid out without these links. A link by label would make the typesetter lay
// out everything around it twice, and keep both; the few to figures are links by label, which tell a screen reader the figure's number.
#let places = json(bytes(sys.inputs.places))
#let linked(name, body) = if name in places.targets {
  let (page, x, y) = places.targets.at(name)
  link((page: page, x: x * 1pt, y: y * 1pt), body)
} else { body }
#let created = report.created
#let grey = rgb("#5f5f5f")
#let hair = rgb("#c4c4c4")
#let accent = rgb("#1f4e79")
#let amber = rgb("#a85d00")
#let red = rgb("#b3141c")
#let nbsp = "\\u{a0}"
#let mono-font = "DejaVu Sans Mono"
#let level-colour = (normal: rgb("#333333"), neutral: rgb("#333333"), unknown: rgb("#333333"), attention: amber, alarm: red)

#let standing = report.at("standing", default: none)
#let mark = if standing == none { none } else { standing.mark }
#let version = report.at("version", default: 1)
#let named = report.number + (if version > 1 { " v" + str(version) } else { "" })

#set document(title: named + " " + report.title, author: report.author, keywords: (report.number, report.resultSha256),
  date: datetime(year: created.year, month: created.month, day: created.day, hour: created.hour, minute: created.minute, second: created.second))
#set text(font: "Libertinus Serif", size: 10pt, lang: report.language, number-width: "tabular", hyphenate: false)
// Units such as l/min or kW/K never break.
#show regex("\\b[a-zA-Zµ²³]{1,3}/[a-zA-Z²³]{1,3}(/[a-zA-Z]{1,3})?\\b"): it => box(it)
#set par(leading: 0.58em, spacing: 0.85em, justify: false)
#set page(
  paper: "a4",
  margin: (x: 20mm, top: 25mm, bottom: 23mm),
  // Across every page of what is not in force, so that no copied page passes for an issued one.
  background: if mark != none { pdf.artifact(place(center + horizon, rotate(-52deg, text(size: 92pt, weight: "bold", fill: rgb("#efefef"), upper(mark))))) },
  header: context {
    set text(size: 8.5pt, fill: grey)
    grid(columns: (1fr, auto, 1fr), align: (left, center, right),
      [#words.report #named#if mark != none [ · #text(weight: "bold", fill: black, upper(mark))]],
      if report.isSimulated { text(weight: "bold", fill: black, tracking: 0.06em, words.simulated) },
      if report.at("letterhead", default: none) != none and report.letterhead.confidentiality != none [#strong(report.letterhead.confidentiality) #sym.dot.c #report.subtitle] else { report.subtitle })
    v(-6pt)
    line(length: 100%, stroke: 0.5pt + hair)
  },
  footer: context {
    set text(size: 8pt, fill: grey)
    line(length: 100%, stroke: 0.5pt + hair)
    v(-6pt)
    grid(columns: (1fr, auto), align: (left, right),
      [#if standing != none [#standing.contentLabel #h(0.4em) #text(font: mono-font, size: 6pt, standing.contentSha256) \\ ]#words.resultHash #h(0.4em) #text(font: mono-font, size: 6pt, report.resultSha256)],
      [#words.page #counter(page).display() #words.of #if places.pages == none { counter(page).final().first() } else { places.pages }])
  },
)

// Severity is a shape and a word; colour only repeats it (ISA-101).
#let shape-of(level) = {
  let size = 0.72em
  let drawn = if level == "alarm" { rect(width: size, height: size, fill: red) } else if level == "attention" {
    polygon(fill: amber, (0pt, size), (size, size), (size / 2, 0pt))
  } else if level == "normal" { circle(radius: size / 2, stroke: 0.8pt + grey) } else {
    polygon(stroke: 0.8pt + grey, (size / 2, 0pt), (size, size / 2), (size / 2, size), (0pt, size / 2))
  }
  box(baseline: 0.04em, pdf.artifact(drawn)) + h(0.35em)
}
#let marked(level, body) = {
  if level in ("alarm", "attention") { shape-of(level) + text(fill: level-colour.at(level), weight: "bold", body) } else if level == "neutral" { body } else { shape-of(level) + body }
}
#let refs-of(part) = {
  let refs = part.at("refs", default: ())
  // The first id stays at its word; a long row of ids may break between two of them.
  for (index, ref) in refs.enumerate() {
    if index > 0 { h(0.16em, weak: true) }
    super(size: 0.68em, typographic: false, linked("evidence-" + ref.to, text(fill: accent, if index == 0 { nbsp + ref.text } else { ref.text })))
  }
}
#let mono(body) = text(font: mono-font, size: 0.72em, hyphenate: false, body)
// Names of loggers may be longer than a column and hold no blank: they may break, others stay as they are.
// German compounds are hyphenated instead, where they are words.
#let is-compound(word) = report.language == "de" and word.match(regex("[0-9_/]|[A-Z]{2}")) == none
#let softened(word) = if word.clusters().len() < 16 or is-compound(word) { word } else {
  word.split("_").map(piece => piece.clusters().chunks(12).map(part => part.join("")).join(sym.zws)).join("_" + sym.zws)
}
#let soft(body) = body.split(" ").map(word => word.split(nbsp).map(softened).join(nbsp)).join(" ")
#let show-run(part) = {
  let words-of = if part.at("strong", default: false) { strong(part.text) } else { part.text }
  if "figure" in part {
    link(label("figure-" + part.figure), text(fill: accent, [#part.text~#part.number]))
  } else if "table" in part [#part.text~#part.table] else { words-of }
  refs-of(part)
}
#let show-runs(runs) = runs.map(show-run).join()
#let show-cell(part) = {
  let body = if part.at("mono", default: false) { mono(part.text) } else { soft(part.text) }
  if "level" in part { marked(part.level, body) } else { body }
  if part.text == "" { part.at("refs", default: ()).map(ref => linked("evidence-" + ref.to, text(fill: accent, ref.text))).join(" ") } else { refs-of(part) }
  if "anchor" in part [#metadata("evidence-" + part.anchor)<target>]
}

#let facts(rows) = block(above: 0.9em, below: 1em, width: 100%, breakable: false, grid(
  columns: (34mm, 1fr), row-gutter: 0.55em, column-gutter: 3mm,
  ..rows.map(row => (text(fill: grey, row.name), show-runs(row.runs))).flatten(),
))
#let callout(part) = {
  let colour = level-colour.at(part.level)
  block(width: 100%, above: 1em, below: 1em, inset: (x: 4mm, y: 3mm), stroke: (left: 3pt + colour, rest: 0.6pt + hair), fill: rgb("#f6f6f6"))[
    #set text(size: 12pt)
    #marked(part.level, upper(part.word))
    #v(-0.3em)
    #show-runs(part.runs)
  ]
}
#let show-table(part) = figure(
  kind: table,
  supplement: none,
  numbering: none,
  caption: figure.caption(position: top, [#strong[#words.table #part.number] #part.caption]),
  {
    set text(size: 8.5pt, hyphenate: report.language == "de")
    set par(leading: 0.5em)
    table(
      columns: part.columns.map(column => if column.share == 0 { auto } else { column.share * 1fr }),
      align: part.columns.map(column => if column.align == "right" { right } else { left }),
      stroke: (x, y) => (top: if y == 0 { 0.8pt + grey } else { 0pt }, bottom: if y == 0 { 0.8pt + grey } else { 0.4pt + hair }),
      inset: (x: 1.6mm, y: 1.3mm),
      table.header(..part.columns.map(column => text(weight: "bold", column.title))),
      ..part.rows.flatten().map(one => table.cell(colspan: one.at("span", default: 1), breakable: false, show-cell(one))),
    )
  },
)
#let show-figure(part, scale: 1) = [#figure(
  kind: image,
  supplement: words.figure,
  alt: part.alt,
  caption: [#strong[#words.figure #part.number] #part.caption #text(size: 0.85em, fill: grey)[#words.source: #part.source.]],
  image(bytes(svgs.at(part.id)), format: "svg", width: scale * 100%),
)#label("figure-" + part.id)]
#let signed(slot) = {
  let one = slot.signature
  let body = if one == none { text(fill: grey, slot.open) } else [
    #strong(one.name) #h(0.6em) #one.at \\
    #one.meaning#if one.note != none [ #one.note] \\
    #text(size: 7pt, fill: grey)[#report.standing.contentLabel #mono(one.signed.contentSha256) \\ Ed25519 #mono(one.signed.seal)]
  ]
  (strong(slot.role), body)
}
#let sign-off(part) = if standing != none [
  #grid(columns: (24mm, 1fr), column-gutter: 5mm, row-gutter: 4mm, ..standing.slots.map(signed).flatten())
] else [#block(breakable: false)[
  #part.statement
  #grid(columns: (24mm, 1.2fr, 0.6fr, 1.2fr), column-gutter: 5mm, ..part.roles.map(role => (
    [#v(8mm) #strong(role)],
    ..part.fields.map(field => [#v(11mm) #line(length: 100%, stroke: 0.5pt + grey) #v(-0.7em) #text(size: 8pt, fill: grey, field)]),
  )).flatten())
]]
#let logo-formats = ("image/png": "png", "image/jpeg": "jpg", "image/svg+xml": "svg")
#let letterhead = report.at("letterhead", default: none)
#let show-block(part, scale: 1) = {
  if part.kind == "paragraph" { block(sticky: part.at("withNext", default: false), par(show-runs(part.runs))) } else if part.kind == "heading" {
    heading(level: 2, if "level" in part { marked(part.level, part.text) } else { part.text })
  } else if part.kind == "label" { block(sticky: true, above: 1em, below: 0.7em, text(weight: "bold", if "level" in part { marked(part.level, part.text) } else { text(fill: grey, part.text) })) } else if part.kind == "list" {
    let items = part.items.map(show-runs)
    if part.ordered { enum(..items) } else { list(..items) }
  } else if part.kind == "facts" { facts(part.rows) } else if part.kind == "callout" { callout(part) } else if part.kind == "figure" {
    show-figure(report.figures.find(one => one.id == part.figure), scale: scale)
  } else if part.kind == "table" { show-table(part) } else { sign-off(part) }
}

#set heading(numbering: "1.1")
#set list(indent: 2mm, spacing: 0.6em, marker: [–])
#set enum(indent: 2mm, spacing: 0.6em)
#show heading.where(level: 1): it => block(sticky: true, above: 1.7em, below: 0.8em, text(size: 14pt, fill: accent, it))
#show heading.where(level: 2): it => block(sticky: true, above: 1.3em, below: 0.7em, text(size: 11pt, it))
#show figure.where(kind: table): set block(breakable: true)
#show figure.where(kind: table): set align(left)
#show figure.where(kind: image): set block(breakable: false, above: 1em, below: 1.2em)
#show figure.caption: it => block(width: 100%, sticky: it.position == top, below: 0.6em, above: 0.5em, align(left, text(size: 8.8pt, it.body)))

#let first = report.sections.first()
#let first-page(scale) = {
  if letterhead != none and (letterhead.logo != none or letterhead.company != none) {
    block(below: 1em, grid(columns: (1fr, auto), align: (left + horizon, right + horizon),
      if letterhead.company != none { text(size: 11pt, weight: "bold", letterhead.company) },
      if letterhead.logo != none { box(height: 14mm, width: 60mm, align(right + horizon, image(bytes(letterhead.logo.bytes), format: logo-formats.at(letterhead.logo.mediaType), alt: if letterhead.company != none { letterhead.company } else { "Logo" }, height: 14mm, width: 60mm, fit: "contain"))) }))
  }
  block(below: 1.1em, text(size: 18pt, weight: "bold", report.title))
  if mark != none {
    block(width: 100%, below: 1em, inset: 2.5mm, stroke: 1pt + black)[#strong(upper(mark)) #h(0.6em) #standing.sentence]
  }
  if report.isSimulated {
    block(width: 100%, inset: 2.5mm, stroke: (paint: black, thickness: 1pt, dash: "dashed"))[#strong(words.simulated) #h(0.6em) #words.simulatedNote]
  }
  heading(level: 1, first.title)
  for part in first.blocks { show-block(part, scale: scale) }
}
// A summary is one page: where German words or a letterhead need more room, figure and letters give way, as far as they stay readable.
#let closer = ((figure: 1, letters: 10pt), (figure: 0.9, letters: 10pt), (figure: 0.85, letters: 9.5pt), (figure: 0.8, letters: 9pt), (figure: 0.7, letters: 9pt))
#let drawn-as(step) = {
  set text(size: step.letters)
  first-page(step.figure)
}
#context {
  let step = closer.find(one => measure(width: 170mm, drawn-as(one)).height <= 249mm)
  drawn-as(if step == none { closer.first() } else { step })
}
#pagebreak(weak: true)
#let body = report.sections.slice(1)
#for section in body.filter(one => not one.annex) {
  if section.at("startsPage", default: false) { pagebreak(weak: true) }
  heading(level: 1, section.title)
  for part in section.blocks { show-block(part) }
}
#counter(heading).update(0)
#set heading(numbering: "A.1", supplement: words.annex)
#for section in body.filter(one => one.annex) {
  heading(level: 1, section.title)
  for part in section.blocks { show-block(part) }
}
// Each target once, as [name, page, x, y] in points.
#if places.pages == none { context [#metadata(query(<target>).map(one => {
  let at = one.location().position()
  (one.value, at.page, at.x.pt(), at.y.pt())
}))<targets>] }
`;
