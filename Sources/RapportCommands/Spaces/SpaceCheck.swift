import Practice
import Records
import Space

/// All findings of a space in one list: files that are no records, records that can't be read, and what checks say.
enum SpaceCheck {
  /// The findings of all records, by path.
  ///
  /// - Parameters:
  ///   - today: the day after which nothing can have happened.
  ///   - practice: whether what two people usually write down and isn't there yet is told, too; all of that is hints.
  static func diagnostics(in listing: RecordListing, today: CalendarDay, practice: Bool = false) -> [Diagnostic] {
    let ofEach = listing.files.concurrentlyMapped { diagnostics(in: $0, today: today, practice: practice) }
    let readable = listing.files.compactMap { file in
      file.document.map { CheckedRecord(path: file.path, document: $0) }
    }
    return listing.problems + ofEach.flatMap(\.self) + Checks.diagnostics(across: readable)
  }

  private static func diagnostics(in file: RecordFile, today: CalendarDay, practice: Bool) -> [Diagnostic] {
    switch file.content {
    case .unreadable(let problems): return problems
    case .readable(let document):
      var diagnostics = Checks.diagnostics(for: document, at: file.path, kind: file.kind)
      if let ahead = Checks.heldAhead(document, at: file.path, today: today) { diagnostics.append(ahead) }
      diagnostics += Checks.daysAhead(document, at: file.path, kind: file.kind, today: today)
      if practice { diagnostics += Checks.practice(of: document, at: file.path, kind: file.kind) }
      return diagnostics
    }
  }

  /// A file with the fixes of its findings made; nil where there are none.
  ///
  /// Fixes that touch the same bytes exclude each other; the first is made, and the next run tells whether more is left.
  static func mended(_ file: RecordFile) -> WritePlan.FileEdit? {
    let problems =
      switch file.content {
      case .unreadable(let problems): problems
      case .readable(let document): Checks.diagnostics(for: document, at: file.path, kind: file.kind)
      }
    let fixes = problems.filter { $0.severity != .hint }.flatMap(\.fixes)
    var edits: [Edit] = []
    for fix in fixes where !fix.edits.contains(where: { edit in edits.contains { $0.range.overlaps(edit.range) } }) {
      edits += fix.edits
    }
    guard !edits.isEmpty else { return nil }
    return .init(path: file.path, before: file.bytes, after: Edit.apply(edits, to: file.bytes))
  }
}
