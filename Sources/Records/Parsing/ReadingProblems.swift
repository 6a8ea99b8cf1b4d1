/// Says in plain words why a file can't be read, or what in it has no meaning here.
struct ReadingProblems {
  let bytes: [UInt8]

  init(_ bytes: [UInt8]) {
    self.bytes = bytes
  }

  /// The lines, which a sound record is read without.
  private var lines: LineTable { LineTable(bytes) }

  private func error(
    _ code: DiagnosticCode,
    at range: Range<Int>,
    showingLine: Bool = true,
    _ summary: String,
    explanation: String? = nil,
    help: String
  ) -> Diagnostic {
    Diagnostic(
      code: code,
      severity: .error,
      at: range,
      in: lines,
      showingLine: showingLine,
      summary: summary,
      explanation: explanation,
      help: help
    )
  }

  // MARK: - The file

  func fileTooLarge() -> Diagnostic {
    let size = (bytes.count + 1_048_575) / 1_048_576
    return Diagnostic(
      code: .fileTooLarge,
      severity: .error,
      summary: "the file has \(size) MiB; a record has at most \(ParsingLimits.fileBytes / 1_048_576) MiB",
      help: "move what is not text out of it"
    )
  }

  func frontMatterMissing() -> Diagnostic {
    Diagnostic(
      code: .frontMatterMissing,
      severity: .error,
      range: 0..<0,
      start: Position(line: 1, column: 1),
      end: Position(line: 1, column: 1),
      summary: "the file doesn't begin with front matter",
      help: "put a line `---`, the fields, and another line `---` at the very top"
    )
  }

  func unsoundText(_ problem: TextValidation.Problem) -> Diagnostic {
    switch problem {
    case .nulByte(let offset):
      error(
        .nulByte,
        at: offset..<offset + 1,
        showingLine: false,
        "the file holds a NUL byte, so it is no text",
        help: "restore the file from an earlier version, or remove the byte"
      )
    case .invalidUTF8(let offset):
      error(
        .invalidUTF8,
        at: offset..<offset + 1,
        showingLine: false,
        "the file is not valid UTF-8 text from here on",
        help: "save it again in your editor with the encoding UTF-8"
      )
    }
  }

  func notClosed(from contentStart: Int) -> Diagnostic {
    error(
      .frontMatterNotClosed,
      at: 0..<max(0, min(bytes.count, lines.range(ofLine: 1).upperBound)),
      "front matter is never closed",
      help: "put a line `---` after the last field"
    )
  }

  func frontMatterTooLarge(_ content: Range<Int>) -> Diagnostic {
    error(
      .frontMatterTooLarge,
      at: content.lowerBound..<content.lowerBound,
      showingLine: false,
      "the front matter is larger than \(ParsingLimits.frontMatterBytes / 1024) KiB",
      help: "move long text below the second `---`"
    )
  }

  // MARK: - The front matter

  func duplicateKey(_ duplicate: ParsedYAML.Duplicate) -> Diagnostic {
    let first = lines.position(at: duplicate.first.range.lowerBound)
    return error(
      .duplicateKey,
      at: duplicate.key.range,
      "the field '\(duplicate.key.text ?? "")' stands here a second time; the first is in line \(first.line)",
      help: "keep the line that is right and delete the other"
    )
  }

  func notAMapping(_ root: YAMLNode) -> Diagnostic {
    error(
      .notAMapping,
      at: root.range.lowerBound..<root.range.lowerBound,
      root.items == nil ? "the front matter has no field" : "the front matter is a list, not fields",
      help: "write each field on its own line as `name: value`"
    )
  }

  func failure(_ failure: YAMLFailure) -> Diagnostic {
    let place = failure.offset..<failure.offset
    switch failure.reason {
    case .syntax(let problem, let contextOffset): return syntax(problem, at: failure.offset, context: contextOffset)
    case .controlCharacter:
      return error(
        .controlCharacter,
        at: place,
        "the front matter holds a control character that YAML doesn't allow",
        help: "delete the invisible character, or write it as an escape such as \"\\e\" in double quotes"
      )
    case .tooDeep:
      return error(
        .tooDeep,
        at: place,
        showingLine: false,
        "values are nested more than \(ParsingLimits.depth) deep",
        help: "move this out of the front matter"
      )
    case .tooManyNodes:
      return error(
        .tooManyNodes,
        at: place,
        showingLine: false,
        "the front matter holds more than 20,000 values",
        help: "move this out of the front matter"
      )
    case .unsupportedKey:
      return error(
        .unsupportedKey,
        at: place,
        "a field's name must be text, not a list or mapping",
        help: "write the field as `name: value`"
      )
    case .severalDocuments:
      return error(
        .severalDocuments,
        at: place,
        "YAML ends or starts anew in this line, so what follows is no part of the front matter",
        help: "delete the line, or put its text in quotes"
      )
    case .outOfMemory:
      return error(.yamlSyntax, at: place, showingLine: false, "there was no memory to read it", help: "try again")
    }
  }

  /// Returns the findings about syntax that has no meaning here; to prove a fix costs a parse, so few get one.
  func oddities(_ oddities: [ParsedYAML.Oddity], lines: LineTable) -> [Diagnostic] {
    oddities.prefix(ParsingLimits.reportedOddities).enumerated().map { index, oddity in
      self.oddity(oddity, lines: lines, isFixOffered: index < ParsingLimits.repairedLines)
    }
  }

  private func oddity(_ oddity: ParsedYAML.Oddity, lines: LineTable, isFixOffered: Bool) -> Diagnostic {
    let (code, summary) =
      switch oddity.kind {
      case .alias: (DiagnosticCode.alias, "`*` refers to a value elsewhere in YAML; rapport keeps it as it stands")
      case .anchor: (DiagnosticCode.anchor, "`&` names a value in YAML; rapport ignores the name")
      case .tag: (DiagnosticCode.tag, "`!` sets a type in YAML; rapport ignores the type")
      case .mergeKey: (DiagnosticCode.mergeKey, "`<<` copies fields in YAML; rapport copies nothing")
      }
    let fix =
      oddity.kind == .mergeKey || !isFixOffered
      ? nil : SentenceRepair.quoting(valueAt: oddity.node.range.lowerBound, in: bytes)
    return Diagnostic(
      code: code,
      severity: .warning,
      at: oddity.node.range,
      in: lines,
      summary: summary,
      help: oddity.kind == .mergeKey
        ? "write the fields out" : "if it is meant as text, put the whole value in double quotes",
      fixes: fix.map { [$0] } ?? []
    )
  }
}
