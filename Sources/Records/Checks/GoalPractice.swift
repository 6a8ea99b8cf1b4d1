extension Checks {
  /// Finds what two people who set goals usually write down and what isn't there yet; all of it hints.
  ///
  /// Nobody is asked for it by `save` or `sync`.
  package static func practice(of document: Document, at path: String, kind: RecordKind) -> [Diagnostic] {
    guard kind == .goal else { return [] }
    let record = RecordUnderCheck(path: path, document: document, description: .of(kind))
    guard let node = document.frontMatter["status"], let status = node.text else { return [] }
    var found: [Diagnostic] = []
    func find(_ code: DiagnosticCode, _ summary: String, help: String) {
      found.append(record.finding(code, .hint, at: node.range, summary, help: help))
    }
    switch status {
    case "proposed", "active":
      if document.frontMatter.text("success") == nil {
        find(
          .goalWithoutSuccess,
          "it isn't written down yet how both will know that this goal is reached",
          help: "say it in a line: success: …"
        )
      }
      if document.frontMatter.text("target") == nil {
        find(
          .goalWithoutTarget,
          "this goal has no day yet by which it is to be reached",
          help: "name one: target: YYYY-MM-DD"
        )
      }
    case _ where GoalStatus.withReason.contains(status):
      if document.frontMatter.text("reason") == nil {
        find(.goalWithoutReason, "the record doesn't say why it is \(status)", help: "say it in a line: reason: …")
      }
      if status == "superseded", document.frontMatter["superseded_by"].map(\.isEmpty) ?? true {
        find(
          .goalWithoutSuccessor,
          "the record doesn't say which goal takes its place",
          help: "name it by its file: superseded_by: NAME"
        )
      }
    default: break
    }
    return found.map { $0.at(path: path) }
  }
}

/// What the words of a goal's `status` ask for.
package enum GoalStatus {
  /// The states that have a reason, which `reason` holds.
  package static let withReason = ["paused", "withdrawn", "superseded", "declined"]
}
