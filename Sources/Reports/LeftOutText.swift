import Git
import Space
package import Sync

/// What a remote's new history leaves out, as lines that name commits, people and records.
package enum LeftOutText {
  /// How many commits are named, and how many records of each.
  private static let (shown, shownRecords) = (5, 3)

  /// One line for each commit, and how to see the rest.
  package static func lines(for leftOut: LeftOut) -> [String] {
    let more = leftOut.changes.count - shown
    return leftOut.changes.prefix(shown).map { change in
      let author = change.author.name.isEmpty ? change.author.email : change.author.name
      return "\(change.commit.abbreviated) by \(author): \(records(of: change))"
    } + (more > 0 ? ["and \(more) more: git log \(leftOut.tip.abbreviated)"] : [])
  }

  /// How all of it stays, since git throws away in the end what no branch holds.
  package static func keeping(_ leftOut: LeftOut) -> String {
    "git branch kept-\(leftOut.tip.abbreviated) \(leftOut.tip.abbreviated)"
  }

  private static func records(of change: LeftOut.Change) -> String {
    let more = change.paths.count - shownRecords
    return change.paths.prefix(shownRecords).map(RecordFile.label).joined(separator: ", ")
      + (more > 0 ? " and \(more) more" : "")
  }
}
