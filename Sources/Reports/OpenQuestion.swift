import Git
package import History
package import Records
package import Space

/// A question that a merge left open, with who holds which value since when.
package struct OpenQuestion: Sendable {
  /// One of the values with the last one who set it.
  package struct Answer: Sendable {
    /// The text in the file; nil for none.
    package let source: String?
    /// The text as it is read; nil for none.
    package let text: String?
    /// Nil where history doesn't tell.
    package let author: Author?
    package let day: CalendarDay?
  }

  package let file: RecordFile
  package let entry: OpenEntry
  package let answers: [Answer]
  /// Who removed the record, where the question is whether it stays; nil where history doesn't tell.
  package var removedBy: Author?
  /// Who changed it on the other side.
  package var changedBy: [Author] = []

  package init(file: RecordFile, entry: OpenEntry, answers: [Answer]) {
    self.file = file
    self.entry = entry
    self.answers = answers
  }

  /// The questions of some records.
  ///
  /// - Parameter events: The events of these records, oldest first.
  package static func all(in files: [RecordFile], events: [Event]) -> [OpenQuestion] {
    files.flatMap { file in
      (file.document?.openEntries ?? []).map { entry in
        let answers = zip(entry.values, entry.plainValues).map { source, text in
          let event = events.last { $0.record.path == file.path && $0.sets(entry, to: text) }
          return Answer(source: source, text: text, author: event?.commit.author, day: event?.commit.authored.day)
        }
        return OpenQuestion(file: file, entry: entry, answers: answers)
      }
    }
  }

  /// What stands above the lines of questions.
  static var listHeading: StyledText {
    StyledText("For the two of you to decide", .strong) + "; rapport resolve RECORD settles it"
  }

  /// What the question is about, in the words that lines for people have for it.
  package var subject: String {
    if case .field(let path) = entry.subject, path != .root { FieldWords.text(path.description) } else { entry.name }
  }

  /// What stays until when, for lines below it that say who would have it otherwise.
  package var heading: StyledText {
    // Of a part that has a name in words nobody says that it is out.
    let none = subject == entry.name || entry.name.hasSuffix("]") ? "out" : "unknown"
    let shown = entry.shown.map { Self.shown(OpenEntry.plainText(of: $0)) } ?? none
    return StyledText("\(file.stem): ", .strong) + StyledText(subject) + " stays \(shown) until you two decide"
  }

  /// What stays until when, and who would have it otherwise, in one line.
  package var line: StyledText {
    if entry.subject == .record {
      let what = "one of you removed it, the other changed it; it stays until you two decide"
      return StyledText("\(file.stem): ", .strong) + StyledText(what)
    }
    guard !answers.isEmpty else {
      return StyledText("\(file.stem): ", .strong) + StyledText(subject)
        + " holds what both of you wrote, until you two decide"
    }
    return heading + ": " + StyledText(answers.map(\.line).joined(separator: ", "))
  }

  fileprivate static func shown(_ text: String?) -> String {
    text.map { $0.isEmpty ? "empty" : ValueText.shortened($0) } ?? "out"
  }
}

extension OpenQuestion {
  /// The question in the JSON of `status`.
  var json: JSONValue {
    .object([
      .init("path", .string(file.path)),
      .init("about", .string(entry.name)),
      .init("shown", .optional(entry.shown.map(OpenEntry.plainText))),
      .init(
        "answers",
        .array(
          answers.map { answer in
            .object([
              .init("value", .optional(answer.text)),
              .init("author", .optional(answer.author?.person.name)),
              .init("day", .optional(answer.day?.description)),
            ])
          }
        )
      ),
    ])
  }
}

extension OpenQuestion.Answer {
  /// Who, what and since when: "Ana 2026-09-30 (2026-05-02)".
  package var line: String {
    let name = author.map { $0.person.name.prefix { $0 != " " } + " " } ?? ""
    return name + OpenQuestion.shown(text) + (day.map { " (\($0))" } ?? "")
  }
}

extension Event {
  /// Whether the event gave a field, or the box or a word of a task, a value that a question is about.
  fileprivate func sets(_ entry: OpenEntry, to text: String?) -> Bool {
    changes.contains { change in
      switch (change, entry.subject) {
      case (.field(let path, _, let new), .field): path == entry.name && new == text.map(RecordedValue.text)
      case (.task(let words, _, _, let new), .task(let name, part: "state"?)):
        words == name.text && new?.rawValue == text
      case (.taskWord(let words, _, let word, _, let new), .task(let name, let part?)):
        words == name.text && word == part && new == text
      case (.task(let words, _, _, let new), .task(let name, part: nil)):
        words == name.text && (new == nil) == (text == nil)
      default: false
      }
    }
  }
}
