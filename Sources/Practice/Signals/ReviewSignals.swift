import History
package import Records
package import Space

/// A day on which the two want to look at something again.
package struct Review: Sendable, Hashable {
  package let path: String
  /// The field that names the day, such as `review_by`.
  package let field: String
  package let day: CalendarDay

  /// What is looked at, in words: "agreement", "skill grant-writing".
  package var label: String { RecordFile.label(of: path) }

  /// Whether it is the end of something, not a look at it.
  package var isEnd: Bool { field == "ends" }

  /// The reviews whose day has come, oldest first.
  package static func due(in files: [RecordFile], today: CalendarDay) -> [Review] {
    let fields: [(RecordKind, String)] = [
      (.relationship, "ends"), (.agreement, "review_by"), (.agreement, "ends"), (.skill, "next_review"),
    ]
    return fields.flatMap { kind, field in
      files.filter { $0.kind == kind }.compactMap { file in
        file.day(of: field).flatMap { $0 <= today ? Review(path: file.path, field: field, day: $0) : nil }
      }
    }.sorted { ($0.day, $0.path) < ($1.day, $1.path) }
  }
}

extension Signals {
  /// S14: reviews whose day has come.
  @Sendable static func reviewDue(_ circumstances: Circumstances) -> [Signal] {
    Review.due(in: circumstances.files, today: circumstances.today).map { review in
      let days = review.day.days(until: circumstances.today)
      return Signal(
        .reviewDue,
        "\(review.label): \(review.isEnd ? "recorded to end" : "review recorded for") \(review.day)",
        numbers: [.init("days since then", days)],
        records: [review.path],
        nextStep: review.isEnd
          ? "Renew it with another day, or end it: rapport close"
          : "Look at it together, then name the next day: rapport set \(shell: review.path) \(review.field)=DAY"
      )
    }
  }

  /// S15: how each of the two saw a skill before and sees it now.
  @Sendable static func skillChanges(_ circumstances: Circumstances) -> [Signal] {
    let since = circumstances.today.adding(days: -span)
    return circumstances.files(of: .skill).compactMap { skill -> Signal? in
      let lines = (skill.document.map { SkillAssessments($0).all } ?? []).filter { $0.day <= circumstances.today }
      var numbers: [Signal.Number] = []
      let parts = [Role.mentee, .mentor].compactMap { role -> String? in
        let own = lines.filter { $0.role == role }
        // Two looks on one day, such as a merge brings, are no way from one level to another.
        guard let last = own.last, let before = own.last(where: { $0.day < last.day }), last.day >= since else {
          return nil
        }
        numbers += [
          .init("\(role.rawValue) before", before.level), .init("\(role.rawValue) now", last.level),
        ]
        return "\(role.rawValue) \(before.level) → \(last.level) (\(last.day))"
      }
      guard !parts.isEmpty else { return nil }
      return Signal(
        .skillChange,
        "\(skill.stem) assessed again: \(parts.joined(separator: "; "))",
        numbers: numbers,
        records: [skill.path],
        nextStep: "What made the change, and what comes next?"
      )
    }
  }
}
