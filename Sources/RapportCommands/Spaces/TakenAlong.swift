import Git
import History
import Practice
import Records
import Reports
import Space
import Templates

/// What somebody takes along from a former relationship into a new one: their own words and nobody else's.
struct TakenAlong {
  private let work: OwnWork
  private let source: String

  /// The records as they begin in the new space.
  var files: [(path: String, bytes: [UInt8])] { work.copies.map { ($0.path, $0.bytes) } }

  /// Reads what is committed in a former space.
  ///
  /// - Throws: ``CommandFailure`` where it is no shared space, or the person isn't the mentee of both.
  init(from folder: String, people: InitCommand.People?, session: Session) async throws {
    source = Paths.absolute(folder, from: session.context.workingDirectory)
    let space = try session.openSpace(for: .reading, from: source)
    guard space.nature == .shared, let tip = try space.repository.head().tip else {
      throw CommandFailure(
        .usage,
        "there is no relationship to take anything from",
        path: source,
        help: "name a shared space"
      )
    }
    let listing = try space.records(in: .commit(tip))
    let identity = try Identity(session.context, in: space).author
    let isMenteeHere = people.flatMap { PersonText.parse($0.mentee) }?.email.lowercased() == identity.email.lowercased()
    guard session.role(in: listing, of: space) == Role.mentee.rawValue, isMenteeHere else {
      throw CommandFailure(
        .refused,
        "goals and self-assessments are the mentee's, and \(identity.email) isn't the mentee of both relationships",
        path: source,
        help: "the mentee runs the command, or leave --from out"
      )
    }
    let authors = try await History(repository: space.repository, tip: tip).lineAuthors()
    let templates = RecordKind.allCases.flatMap {
      Lines.of(String(decoding: BuiltInTemplates.record(of: $0), as: UTF8.self))
    }
    let neutral = Set(templates.map { String($0.trimmed) })
    work = OwnWork(in: listing.files) { line in
      neutral.contains(String(line[...].trimmed)) || authors.isLine(line, by: .mentee)
    }
  }

  /// Lists what comes along and what stays, and asks.
  ///
  /// - Throws: ``CommandFailure`` where nobody agreed.
  func requireConsent(isGiven: Bool, session: Session) throws {
    session.warn(lines)
    guard !work.copies.isEmpty, !isGiven else { return }
    guard session.canAsk else {
      throw CommandFailure(.usage, "nothing was made yet", help: "take these along: --yes")
    }
    guard session.ask("Take these along? [y/N]")?.lowercased().hasPrefix("y") ?? false else {
      throw CommandFailure(.refused, "nothing was made", help: "begin without them: leave --from out")
    }
  }

  private var lines: [StyledText] {
    var lines: [StyledText] = [StyledText("In your own words, from \(source):", .strong)]
    for copy in work.copies {
      var parts = [copy.title]
      if let count = copy.assessments { parts.append("\(count) self-assessment\(count == 1 ? "" : "s")") }
      if copy.linesLeftOut > 0 {
        parts.append(copy.linesLeftOut == 1 ? "1 line stays there" : "\(copy.linesLeftOut) lines stay there")
      }
      lines.append(StyledText("  \(copy.path): \(parts.joined(separator: " · "))"))
    }
    if work.copies.isEmpty { lines.append("  nothing") }
    if !work.rest.isEmpty {
      lines.append(StyledText("Stays there:", .strong))
      lines += work.rest.map { StyledText("  \($0.path): \($0.reason)") }
    }
    return lines
  }
}

extension Substring {
  /// The text without white space around it.
  fileprivate var trimmed: Substring {
    var text = self
    while text.first?.isWhitespace ?? false { text.removeFirst() }
    while text.last?.isWhitespace ?? false { text.removeLast() }
    return text
  }
}

extension String {
  fileprivate var trimmed: Substring { self[...].trimmed }
}
