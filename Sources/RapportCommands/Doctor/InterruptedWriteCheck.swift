import Space

/// Whether a command was interrupted while it wrote, and whether texts were kept that no command could place.
struct InterruptedWriteCheck: DoctorCheck {
  let name = "interrupted-write"
  let title = "interrupted commands"

  func examine(_ examination: Examination) async throws -> Diagnosis {
    let space = examination.space
    if space.hasInterruptedWrite {
      return .finding(
        "A command was stopped while it wrote. Nothing that was told as done is lost, and the next command that writes "
          + "puts the rest right.",
        help: "rapport doctor --fix",
        canBeMended: true
      )
    }
    let texts = space.keptTexts
    guard !texts.isEmpty else { return .fine("Every command here came to its end.") }
    return .finding(
      Finding(
        text: texts.count == 1
          ? "A text of yours was kept that isn't in any record: an editor failed, or a command was stopped."
          : "\(texts.count) texts of yours were kept that aren't in any record: an editor failed, or a command was stopped.",
        details: texts.map(examination.shown),
        help: "copy what you need into the record, then delete the file"
      )
    )
  }

  func mend(_ examination: Examination) async throws {
    try examination.session.recover(examination.space)
  }
}
