import Practice
import Records
import Reports
import Search
import Space

/// What the two have asked, answered and decided before, as far as it is about a question.
struct EarlierAnswers {
  /// The questions found, then the meetings, each the nearest first.
  let files: [RecordFile]
  let report: SearchReport

  private static let most = 5

  /// - Parameter text: the new question.
  init(to text: String, in listing: RecordListing) throws {
    let sources = listing.files.compactMap { file -> RecordSearch.Source? in
      guard let document = file.document else { return nil }
      switch file.kind {
      case .question:
        let title = document.frontMatter["title"]?.range
        return .init(file, parts: [title, document.bodyRange].compactMap(\.self))
      case .meeting: return document.body.section(named: "Decisions").map { .init(file, parts: [$0.contentRange]) }
      default: return nil
      }
    }
    let result = try RecordSearch.find(SearchWords(ofQuestion: text), .two, in: sources, limit: Self.most)
    // A question that was answered says more than a decision that has words in common with it.
    let found = result.found.filter { RecordKind(path: $0.path) == .question }
    let rest = result.found.filter { RecordKind(path: $0.path) != .question }
    files = (found + rest).compactMap { found in listing.files.first { $0.path == found.path } }
    report = SearchReport(found + rest, more: result.more, files: listing.files)
  }

  /// The places that were found, numbered, each question with its state.
  var lines: [StyledText] {
    guard !report.isEmpty else { return [] }
    var lines: [StyledText] = [StyledText("Asked, answered or decided before", .strong)]
    for (number, pair) in zip(1..., stride(from: 0, to: report.lines.count - 1, by: 2)) {
      let file = files[number - 1]
      let state = file.kind == .question ? "  \(QuestionState(of: file).rawValue)" : ""
      lines.append("  \(number)  " + report.lines[pair] + StyledText(state, .faint))
      lines.append("   " + report.lines[pair + 1])
      if let answer = Self.answer(of: file) { lines.append("     answer: \(answer)") }
    }
    return lines
  }

  /// The first line of a question's answer.
  private static func answer(of file: RecordFile) -> String? {
    guard file.kind == .question, let document = file.document, let section = document.body.section(named: "Answer")
    else { return nil }
    let line = section.lines.lazy.map { String(decoding: document.bytes[$0], as: UTF8.self) }.first { line in
      !line.allSatisfy(\.isWhitespace)
    }
    return line.map { ValueText.shortened($0, to: 100) }
  }
}

/// What the agreement says of questions: what is in scope, and what happens between meetings.
enum QuestionScope {
  private static let headings = ["In scope, out of scope", "Between meetings"]

  /// The sections that say something, and the agreed time for a reply.
  static func lines(in listing: RecordListing, terms: Terms) -> [StyledText] {
    guard let agreement = listing.files(of: .agreement).first?.document else { return [] }
    var lines: [StyledText] = []
    for heading in headings {
      let texts = agreement.texts(under: heading)
      if !texts.isEmpty { lines += [StyledText(heading, .strong)] + texts.map { StyledText("  " + $0) } }
    }
    if let reply = terms.replyDays {
      lines.append(
        "A reply comes within \(reply.value) \(reply.value == 1 ? "day" : "days") (\(reply.origin.rawValue))."
      )
    }
    return lines
  }
}
