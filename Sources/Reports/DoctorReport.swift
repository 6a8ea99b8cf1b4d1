package import History

/// What `rapport doctor` found out.
package struct DoctorReport: Sendable {
  /// One thing that was looked at.
  package struct Item: Sendable {
    /// How it is.
    package enum State: String, Sendable {
      case fine
      /// It wasn't looked at; the text says why.
      case skipped
      /// It wasn't, and is now.
      case mended
      case finding
    }

    /// What other programs know it by.
    package let name: String
    /// What it is, in words.
    package let title: String
    package let state: State
    /// What was looked at and what came of it, in plain words.
    package let text: String
    /// The files, people or questions it is about, each on a line of its own.
    package let details: [String]
    /// The one thing to do next; nil where there is none.
    package let help: String?

    package init(
      name: String,
      title: String,
      state: State,
      text: String,
      details: [String] = [],
      help: String? = nil
    ) {
      self.name = name
      self.title = title
      self.state = state
      self.text = text
      self.details = details
      self.help = help
    }
  }

  package let items: [Item]

  package init(_ items: [Item]) {
    self.items = items
  }

  /// Whether something is left to mend.
  package var hasFindings: Bool { items.contains { $0.state == .finding } }

  /// Each thing with what was found, and a line that counts them.
  package var lines: [StyledText] {
    items.flatMap(Self.lines) + [StyledText(summary, .heading)]
  }

  private static func lines(of item: Item) -> [StyledText] {
    let word: StyledText =
      switch item.state {
      case .fine: StyledText("fine", .good)
      case .skipped: StyledText("not looked at", .warning)
      case .mended: StyledText("mended", .good)
      case .finding: StyledText("finding", .bad)
      }
    let line = StyledText(item.title + ": ", .strong) + word + ". \(item.text)"
    return [line] + item.details.map { StyledText("  \($0)") } + (item.help.map { [StyledText("  help: \($0)")] } ?? [])
  }

  private var summary: String {
    let checks = "\(items.count) \(items.count == 1 ? "check" : "checks")"
    let findings = items.count { $0.state == .finding }
    return findings == 0 ? "\(checks), nothing to mend" : "\(checks), \(findings) to mend"
  }

  package var json: JSONValue {
    .object([
      .init("schema", .string("rapport/doctor/1")),
      .init(
        "checks",
        .array(
          items.map { item in
            .object([
              .init("name", .string(item.name)),
              .init("state", .string(item.state.rawValue)),
              .init("text", .string(item.text)),
              .init("details", .array(item.details.map(JSONValue.string))),
              .init("help", .optional(item.help)),
            ])
          }
        )
      ),
    ])
  }
}
