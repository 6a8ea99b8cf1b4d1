import Git
package import History
package import Records
import Space
package import Sync

/// What `rapport sync` says when all is done: what came from whom, what was sent, what is open.
package struct SyncReport: Sendable {
  /// How many changes of one person are spelled out.
  private static let shown = 8

  private let summary: SyncSummary
  private let remote: SharedRemote
  private let questions: [OpenQuestion]
  private let names: ShortNames
  private let space: String
  /// Unsaved files that a dry run would save first.
  private let unsaved: [String]
  private let toMend: [Diagnostic]
  private let now: Int64

  /// - Parameters:
  ///   - space: the folder of the space.
  ///   - questions: what is open in the records now.
  ///   - unsaved: paths that would be saved and sent.
  ///   - toMend: what only a person can mend, in an editor.
  ///   - now: the present, in seconds since 1970.
  package init(
    _ summary: SyncSummary,
    with remote: SharedRemote,
    questions: [OpenQuestion],
    names: ShortNames,
    space: String,
    unsaved: [String] = [],
    toMend: [Diagnostic] = [],
    now: Int64
  ) {
    self.summary = summary
    self.remote = remote
    self.questions = questions
    self.names = names
    self.space = space
    self.unsaved = unsaved
    self.toMend = toMend
    self.now = now
  }

  private var isDryRun: Bool { summary.outcome.isForetold }

  package var lines: [StyledText] {
    let told = unsavedLines + replacedLines + receivedLines + sentLines
    let start = told.isEmpty ? ["Nothing new on either side."] : told
    return start + noticeLines + questionLines + mendingLines + branchLines + strangerLines
  }

  private var unsavedLines: [StyledText] {
    unsaved.isEmpty ? [] : [StyledText("Would be saved first: ", .strong) + StyledText(unsaved.joined(separator: ", "))]
  }

  private var replacedLines: [StyledText] {
    guard summary.outcome.plan == .replace else { return [] }
    let start = StyledText(
      isDryRun ? "Would take the remote's new history." : "Took the remote's new history.",
      .strong
    )
    guard let leftOut = summary.outcome.leftOut, !leftOut.changes.isEmpty else { return [start] }
    return [start, StyledText("In it this isn't as it was here:", .warning)]
      + LeftOutText.lines(for: leftOut).map { StyledText("  " + $0) }
      + [StyledText("Git keeps it for some weeks; to keep it for good: ") + StyledText(LeftOutText.keeping(leftOut))]
  }

  private var receivedLines: [StyledText] {
    summary.received.flatMap { part -> [StyledText] in
      let verb = isDryRun ? "Would come from " : "From "
      let start = StyledText(verb + names.name(of: part.author), .heading) + ": " + Self.extent(of: part)
      let told = part.events.flatMap { event in
        ChangeText(event, isBrief: true).lines.map { "  \(RecordFile.label(of: event.record.path)): " + $0 }
      }
      let lines = told + part.rearrangements.map { StyledText("  \(Self.text(of: $0))") }
      let more = "  and \(lines.count - Self.shown) more: rapport log --by \(shell: names.name(of: part.author))"
      let rest = lines.count > Self.shown ? [StyledText(more, .faint)] : []
      return [start] + lines.prefix(Self.shown) + rest
    }
  }

  private var sentLines: [StyledText] {
    let verb = isDryRun ? "Would be sent" : "Sent"
    return summary.sent.map { part in
      StyledText(verb, .strong) + ": " + Self.extent(of: part) + " by \(names.name(of: part.author))"
    }
  }

  private var noticeLines: [StyledText] {
    notices.map { StyledText("Note: ", .warning) + $0 }
  }

  private var notices: [StyledText] {
    let ahead = summary.received.filter { $0.latest.isAhead(of: now) }
    return summary.notices.map(Self.text)
      + ahead.map { part in
        StyledText(
          "what \(names.name(of: part.author)) did is dated \(part.latest.day), which is still ahead; one of your two clocks is wrong"
        )
      }
  }

  private var questionLines: [StyledText] {
    guard !questions.isEmpty else { return [] }
    return [OpenQuestion.listHeading] + questions.map { "  " + $0.line }
  }

  private var mendingLines: [StyledText] {
    guard !toMend.isEmpty else { return [] }
    return [StyledText("For one of you to mend", .strong)] + toMend.flatMap(DiagnosticText.lines).map { "  " + $0 }
  }

  private var branchLines: [StyledText] {
    summary.outcome.otherBranches.map { branch in
      StyledText("Not here yet: ", .warning)
        + "the branch '\(branch.name)' of \(remote.name) has commits that '\(remote.branch)' lacks, perhaps an edit on the web page that waits to be accepted"
    }
  }

  /// Authors without a part in the relationship, where somebody has one.
  private var strangerLines: [StyledText] {
    let authors = summary.received.map(\.author)
    guard (authors + summary.sent.map(\.author)).contains(where: { $0.role != nil }) else { return [] }
    return authors.filter { $0.role == nil }.map { author in
      StyledText("Unknown author: ", .warning)
        + "\(author.person.name) <\(author.person.email)>; rapport doctor says how to name them"
    }
  }

  /// How much a person did, in words.
  private static func extent(of part: SyncSummary.Part) -> StyledText {
    func counted(_ count: Int, _ noun: String) -> String { "\(count) \(noun)\(count == 1 ? "" : "s")" }
    var parts: [String] = []
    if !part.events.isEmpty {
      parts.append(counted(part.events.changeCount, "change") + " in " + counted(part.recordCount, "record"))
    }
    if !part.rearrangements.isEmpty { parts.append(counted(part.rearrangements.count, "record") + " rearranged") }
    if part.otherCommits > 0 { parts.append(counted(part.otherCommits, "commit") + " to other files") }
    return StyledText(parts.joined(separator: ", "))
  }

  private static func text(of rearrangement: Rearrangement) -> String {
    let label = RecordFile.label(of: rearrangement.path)
    guard !rearrangement.headings.isEmpty else { return "\(label): only its layout or comments" }
    return "\(label): \(rearrangement.headings.joined(separator: ", ")) in another order"
  }

  private static func text(of notice: MergeNotice) -> StyledText {
    switch notice {
    case .sharedID(let id, let paths):
      "the id \(id) is in \(paths.joined(separator: " and ")); give one of them another"
    case .keptBeside(let path, let beside, .unreadable):
      "\(path) couldn't be merged since one version can't be read; the other stands beside it as \(beside)"
    case .keptBeside(let path, let beside, .conflict):
      "\(path) was changed by both at the same place; the other version stands beside it as \(beside)"
    case .movedAside(let from, let to): "\(from) is at \(to) now, since both of you used that name"
    case .keptThoughRemoved(let path): "\(path) was removed by one and changed by the other; it stays"
    case .movedTwice(let path, let other): "\(path) was moved by both; it isn't at \(other)"
    }
  }
}

extension SyncReport {
  package var json: JSONValue {
    let outcome = summary.outcome
    return .object([
      .init("schema", .string("rapport/sync/1")),
      .init("space", .string(space)),
      .init("remote", .string(remote.name)),
      .init("branch", .string(remote.branch)),
      .init("dryRun", .boolean(isDryRun)),
      .init("before", .optional(outcome.before?.hex)),
      .init("after", .optional(outcome.after?.hex)),
      .init("merge", .optional(outcome.merges.last?.hex)),
      .init("leftOut", .array((outcome.leftOut?.changes ?? []).map(Self.json))),
      .init("received", Self.json(of: outcome.received, summary.received)),
      .init("sent", Self.json(of: outcome.sent, summary.sent)),
      .init("unsaved", .array(unsaved.map(JSONValue.string))),
      .init("notices", .array(notices.map { .string($0.plainText) })),
      .init("questions", .array(questions.map(\.json))),
      .init("toMend", .array(toMend.map(DiagnosticText.json))),
      .init(
        "otherBranches",
        .array(
          outcome.otherBranches.map {
            .object([.init("name", .string($0.name)), .init("tip", .string($0.tip.hex))])
          }
        )
      ),
    ])
  }

  private static func json(of change: LeftOut.Change) -> JSONValue {
    .object([
      .init("commit", .string(change.commit.hex)),
      .init("author", .string(change.author.name)),
      .init("paths", .array(change.paths.map(JSONValue.string))),
    ])
  }

  private static func json(of commits: [ObjectID], _ parts: [SyncSummary.Part]) -> JSONValue {
    .object([
      .init("commits", .array(commits.map { .string($0.hex) })),
      .init("events", .array(parts.flatMap(\.events).map(\.json))),
    ])
  }
}
