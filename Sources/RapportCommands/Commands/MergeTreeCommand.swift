import ArgumentParser
import Git
import Records
import Reports
import Space
import Sync

/// Shows what the merge of two commits would change; for whoever wants to redo a merge, and for `scripts/bench`.
struct MergeTreeCommand: ContextCommand {
  static let configuration = CommandConfiguration(
    commandName: "merge-tree",
    abstract: "Merge two commits in memory and tell what would change of the first.",
    usage: "rapport merge-tree ONE OTHER",
    discussion: """
      Writes nothing. Each line is what happens to one file: A added, M changed, D removed. Ends with 0 where all is \
      merged and with 1 where something is left to decide.

        $ rapport merge-tree main origin/main
      """,
    shouldDisplay: false
  )

  @Argument(help: "The one commit.")
  var one: String

  @Argument(help: "The other commit.")
  var other: String

  @OptionGroup var shared: SharedOptions

  func run(in session: Session) async throws {
    let repository = try session.openSpace(for: .reading, required: false).repository
    let merge = try TreeMerge.merge(
      one: repository.resolve(revision: one),
      other: repository.resolve(revision: other),
      in: repository
    )
    try await session.answer(merge.changes(of: .one).map(Self.line))
    for record in merge.openRecords {
      let count = record.entries.count
      session.say("\(record.path): \(count == 1 ? "one question is" : "\(count) questions are") open")
    }
    if !merge.openRecords.isEmpty { throw RapportExit.findings.code }
  }

  private static func line(of change: FileChange) -> StyledText {
    let letter = change.old == nil ? "A" : change.new == nil ? "D" : "M"
    return StyledText("\(letter) \(change.path)")
  }
}
