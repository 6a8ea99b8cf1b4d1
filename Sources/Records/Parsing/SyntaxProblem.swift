extension ReadingProblems {
  /// Says what libyaml's message means for someone who has never heard of YAML.
  func syntax(_ problem: String, at offset: Int, context: Int?) -> Diagnostic {
    let lines = LineTable(bytes)
    if isTabIndentation(problem, at: offset, lines: lines) {
      let line = lines.range(ofLine: lines.line(at: offset))
      let tab = line.first { bytes[$0] == ASCII.tab } ?? offset
      return Diagnostic(
        code: .tabIndentation,
        severity: .error,
        at: tab..<tab + 1,
        in: lines,
        summary: "a tab stands at the beginning of the line; YAML allows only spaces there",
        help: "replace the tab by two spaces"
      )
    }
    let (summary, help, place) = words(for: problem, at: offset, context: context, lines: lines)
    return Diagnostic(
      code: .yamlSyntax,
      severity: .error,
      at: place..<place,
      in: lines,
      summary: summary,
      help: help
    )
  }

  private func isTabIndentation(_ problem: String, at offset: Int, lines: LineTable) -> Bool {
    guard problem.contains("tab") || problem.contains("cannot start any token") else { return false }
    let line = lines.range(ofLine: lines.line(at: offset))
    let blanks = bytes[line].prefix(while: ASCII.isBlank)
    return blanks.contains(ASCII.tab) && offset <= blanks.endIndex
  }

  private func words(
    for problem: String,
    at offset: Int,
    context: Int?,
    lines: LineTable
  ) -> (summary: String, help: String, place: Int) {
    if problem.contains("unexpected end of stream"), let context {
      return ("this quote is never closed", "close it at the end of the value", context)
    }
    if problem.contains("expected ',' or ']'"), let context {
      return ("this `[` is never closed", "close it with `]`, or put the whole value in double quotes", context)
    }
    if problem.contains("expected ',' or '}'"), let context {
      return ("this `{` is never closed", "close it with `}`, or put the whole value in double quotes", context)
    }
    if problem.contains("could not find expected ':'") {
      // The mark stands where libyaml gave up looking, often lines later.
      return ("this line is no field: it has no `name:`", "write it as `name: value`", context ?? offset)
    }
    if problem.contains("mapping values are not allowed") {
      let line = lines.range(ofLine: lines.line(at: offset))
      if let first = bytes[line].firstIndex(where: { !ASCII.isBlank($0) }), first > line.lowerBound {
        return (
          "this line is indented like a part of the value above it",
          "remove the spaces before the field, or put the value above it in double quotes", first
        )
      }
      return (
        "a second `: ` in this place confuses YAML", "put a space after the first colon and the value in double quotes",
        offset
      )
    }
    if problem.contains("expected key") || problem.contains("block sequence entries") {
      return (
        "YAML doesn't understand the line from here on",
        "let fields begin at the left edge, list items with `- ` on lines of their own, and put sentences in quotes",
        offset
      )
    }
    if problem.contains("unknown escape") || problem.contains("escape") {
      return (
        "a backslash in double quotes must be followed by one of YAML's letters", "write `\\\\` for a backslash", offset
      )
    }
    return ("YAML can't read this: \(problem)", "put the value in double quotes", offset)
  }
}
