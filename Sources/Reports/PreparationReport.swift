package import History
package import Practice
import Records

/// What `rapport prep` says besides the change itself: which lines it adds and why, and what found no room.
package struct PreparationReport: Sendable {
  private let preparation: Preparation
  private let meeting: String
  private let link: String?

  /// - Parameters:
  ///   - meeting: The meeting's path.
  ///   - link: The page on which the other person can edit the file; nil where there is none.
  package init(_ preparation: Preparation, of meeting: String, link: String?) {
    self.preparation = preparation
    self.meeting = meeting
    self.link = link
  }

  /// The lines that are added, each topic with its ground.
  package var lines: [StyledText] {
    var lines: [StyledText] = []
    if !preparation.achieved.isEmpty {
      lines.append(StyledText("Went well", .strong))
      lines += preparation.achieved.map { "  \($0)" }
    }
    if !preparation.topics.isEmpty {
      lines.append(StyledText("Agenda", .strong))
      lines += preparation.topics.map { "  ☐ \($0.text)" + StyledText("  \($0.ground)", .faint) }
    }
    return lines
  }

  /// What found no room, and what to do next.
  package var hints: [StyledText] {
    var lines: [StyledText] = []
    if !preparation.left.isEmpty {
      lines.append("Not on the agenda, which has \(Agenda.longest) lines:")
      lines += preparation.left.prefix(Agenda.longest).map { "  \($0.text)" }
      let rest = preparation.left.count - Agenda.longest
      if rest > 0 { lines.append("  and \(rest) more: rapport prep --format json names them all") }
    }
    if preparation.moreAchieved > 0 {
      lines.append("And \(preparation.moreAchieved) more that went well: rapport log --since last-meeting --summary")
    }
    if let link { lines.append("For the other person, after rapport sync: \(link)") }
    return lines
  }

  package var members: [JSONValue.Member] {
    [
      .init("meeting", .string(meeting)),
      .init("topics", .array(preparation.topics.map(Self.json))),
      .init("left", .array(preparation.left.map(Self.json))),
      .init("achieved", .strings(preparation.achieved)),
      .init("moreAchieved", .integer(preparation.moreAchieved)),
      .init("link", .optional(link)),
    ]
  }

  private static func json(_ topic: AgendaTopic) -> JSONValue {
    .object([
      .init("source", .string(topic.source.rawValue)),
      .init("text", .string(topic.text)),
      .init("line", .string(topic.line)),
      .init("ground", .string(topic.ground)),
    ])
  }
}

extension MeetingFollowUp {
  /// What is left to do, one thing a line, each with its command; only what isn't there yet.
  package var lines: [StyledText] {
    var lines: [StyledText] = []
    if !hasDecisions { lines.append("  what was decided: rapport edit \(shell: name)") }
    if !hasActions {
      lines.append("  each step, with who and by when: rapport add \(shell: name) --action \"TEXT @mentee due:DATE\"")
    }
    lines += questions.map { "  the answer to \($0): rapport answer \(shell: $0) \"TEXT\"" }
    if openTopics > 0 {
      lines.append(
        "  \(openTopics) \(openTopics == 1 ? "topic is" : "topics are") still open; the next prep carries \(openTopics == 1 ? "it" : "them") over"
      )
    }
    if let proposal {
      lines.append("  the next meeting: rapport prep --date \(proposal), \(ground)")
    } else if let next {
      lines.append("  the next meeting is on \(next): rapport prep")
    }
    return lines.isEmpty ? [] : [StyledText("What follows the meeting of \(day)", .strong)] + lines
  }
}
