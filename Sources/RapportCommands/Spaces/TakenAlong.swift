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
    let history = try History(repository: space.repository, tip: tip)
    let mentee = people.flatMap { PersonText.parse($0.mentee) }
    let isMenteeHere =
      try mentee.map { try history.named($0).email.lowercased() } == history.named(identity).email.lowercased()
    guard session.role(in: listing, of: space) == Role.mentee.rawValue, isMenteeHere else {
      let former = listing.files(of: .relationship).first?.document?.texts(of: "mentee") ?? []
      let line = Self.mailmapLine(joining: [identity, mentee].compactMap(\.self), to: former)
      throw CommandFailure(
        .refused,
        "goals and self-assessments are the mentee's, and \(identity.email) isn't the mentee of both relationships",
        path: source,
        help: line.map {
          "if both addresses are yours, put this line into .mailmap there, and commit it: \($0)"
        } ?? "the mentee runs the command, or leave --from out"
      )
    }
    let authors = try await history.lineAuthors()
    let templates = RecordKind.allCases.flatMap {
      Lines.of(String(decoding: BuiltInTemplates.record(of: $0), as: UTF8.self))
    }
    let neutral = Set(templates.map { String($0.trimmed) })
    work = OwnWork(in: listing.files) { line in
      neutral.contains(String(line[...].trimmed)) || authors.isLine(line, by: .mentee)
    }
  }

  /// The line of a `.mailmap` that makes the new address of a former mentee theirs; nil where no name is the same.
  private static func mailmapLine(joining people: [Person], to mentees: [String]) -> String? {
    let former = mentees.compactMap(PersonText.parse)
    return people.filter { person in !former.contains { $0.email.lowercased() == person.email.lowercased() } }.lazy
      .compactMap { person in
        former.first { $0.name == person.name }.map { "\($0.name) <\($0.email)> <\(person.email)>" }
      }.first
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
      if !copy.placesLeftOut.isEmpty {
        lines.append(StyledText("    not in your words alone: \(copy.placesLeftOut.joined(separator: ", "))", .faint))
      }
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
