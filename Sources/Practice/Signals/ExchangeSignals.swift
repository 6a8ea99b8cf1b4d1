import Records
import Space

extension Signals {
  /// S10: open questions that go on from an answered one.
  @Sendable static func askedBefore(_ circumstances: Circumstances) -> [Signal] {
    let questions = circumstances.files(of: .question)
    return questions.filter { QuestionState(of: $0) == .open }.compactMap { question in
      let earlier = question.document?.texts(of: "follows") ?? []
      let answers = questions.filter { earlier.contains($0.stem) && QuestionState(of: $0) == .answered }
      guard let answered = answers.first else { return nil }
      return Signal(
        .askedBefore,
        "\(question.stem) goes on from \(answered.stem), which has a recorded answer",
        numbers: [.init("earlier questions", earlier.count)],
        records: [question.path, answered.path],
        nextStep: "What is new since that answer? rapport show \(shell: answered.stem)"
      )
    }
  }

  /// S13: feedback that was asked for, whoever is to give it.
  @Sendable static func awaitedFeedback(_ circumstances: Circumstances) -> [Signal] {
    guard let limit = circumstances.terms.replyDays else { return [] }
    return circumstances.files(of: .feedback).compactMap { feedback in
      guard let asked = feedback.day(of: "requested_on"), feedback.day(of: "given_on") == nil,
        (feedback.document?.text(of: "status") ?? "requested") == "requested"
      else { return nil }
      let days = circumstances.days(since: asked)
      guard days > limit.value else { return nil }
      let giver = feedback.document?.text(of: "from").map { " of \($0)" } ?? ""
      return Signal(
        .awaitedFeedback,
        "Feedback asked\(giver) \(counted(days, "day")) ago, not recorded as given; a reply takes \(limit.description)",
        numbers: [.init("days", days), .init("reply in days", limit)],
        records: [feedback.path],
        nextStep: "Given by voice? Write down what stays: rapport edit \(shell: feedback.path)"
      )
    }
  }
}
