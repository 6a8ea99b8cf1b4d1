import Records

/// What one version of a file is to history; a file that isn't a record has none.
enum RecordVersion: Hashable {
  case readable(RecordSnapshot)
  case unreadable(VersionProblem)

  /// Reads a version of a file as a whole; `nil` if it doesn't start with front matter.
  init?(_ bytes: [UInt8], kind: RecordKind) {
    guard Document.hasFrontMatter(bytes) else { return nil }
    do throws(UnreadableRecord) {
      self = .readable(RecordSnapshot(try Document.parse(bytes), kind: kind))
    } catch {
      self = .unreadable(VersionProblem(error.problem))
    }
  }

  /// What the version says, if it can be read.
  var snapshot: RecordSnapshot? {
    if case .readable(let snapshot) = self { snapshot } else { nil }
  }
}

extension VersionProblem {
  fileprivate init(_ problem: Diagnostic) {
    self.init(code: problem.code.rawValue, line: problem.start?.line, column: problem.start?.column)
  }
}
