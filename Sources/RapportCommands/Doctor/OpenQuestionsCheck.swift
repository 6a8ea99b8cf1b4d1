import Records
import Reports
import Space

/// Whether merges left anything for the two to decide.
struct OpenQuestionsCheck: DoctorCheck {
  let name = "open-questions"
  let title = "open questions"

  func examine(_ examination: Examination) async throws -> Diagnosis {
    let questions = try await examination.session.questions(in: examination.listing().files, of: examination.space)
    guard let first = questions.first else { return .fine("You two agree in all records.") }
    return .finding(
      Finding(
        text: questions.count == 1
          ? "One question waits for the two of you; until then the record shows what was there before."
          : "\(questions.count) questions wait for the two of you; until then the records show what was there before.",
        details: questions.map(\.line.plainText),
        help: "decide together; rapport resolve \(shell: first.file.stem) asks what becomes of it"
      )
    )
  }
}
