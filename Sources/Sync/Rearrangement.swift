import Git
import Records

/// What a commit did to a record that says the same as before.
package struct Rearrangement: Sendable, Hashable {
  package let path: String

  /// The headings whose lines stand in another order; empty where only blanks, quotes or comments differ.
  package let headings: [String]

  /// The records that a commit wrote in another way.
  ///
  /// - Parameter commit: A commit that no event tells of.
  /// - Throws: `GitError`.
  static func all(in commit: Commit, of repository: Repository) throws(GitError) -> [Rearrangement] {
    guard let parent = commit.parents.first else { return [] }
    let changes = try repository.changes(from: try repository.commit(parent).tree, to: commit.tree)
    return changes.compactMap { change in
      guard let old = document(of: change.old, in: repository), let new = document(of: change.new, in: repository)
      else { return nil }
      return Rearrangement(path: change.path, headings: headings(from: old.sectionLines, to: new.sectionLines))
    }
  }

  /// The record in a file; nil where it is none that can be read.
  private static func document(of file: TreeFile?, in repository: Repository) -> Document? {
    guard let file, file.isRegular, RecordPath.mayHoldRecord(file.path),
      let bytes = try? repository.blob(file.id, limit: ParsingLimits.fileBytes)
    else { return nil }
    return try? Document.parse(bytes)
  }

  private static func headings(from old: [SectionLines], to new: [SectionLines]) -> [String] {
    let earlier = Dictionary(old.map { ($0.place, $0.lines) }) { first, _ in first }
    return new.compactMap { section in
      guard let before = earlier[section.place], before != section.lines, before.sorted() == section.lines.sorted()
      else { return nil }
      return section.place.last
    }
  }
}

/// The lines that aren't blank of the first section under its headings.
private struct SectionLines {
  /// The headings down to it, and itself last; empty for the text before the first heading.
  let place: [String]
  let lines: [String]
}

extension Document {
  fileprivate var sectionLines: [SectionLines] {
    body.sections.filter { $0.occurrence == 1 }.map { section in
      let lines = section.lines.map { String(decoding: bytes[$0], as: UTF8.self) }
      return SectionLines(place: section.path, lines: lines.filter { !$0.allSatisfy(\.isWhitespace) })
    }
  }
}
