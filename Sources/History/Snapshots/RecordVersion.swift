import Git
import Records

/// What one version of a file is to history; a file that can't be a record has none.
enum RecordVersion: Sendable {
  case readable(RecordText)
  case unreadable(VersionProblem)

  /// Reads a version of a file; `nil` if it doesn't start with front matter, and its place is that of no kind.
  ///
  /// At the place of a kind it may be a record that lost its front matter, which only what was before tells from another file.
  ///
  /// - Parameter neighbor: Another version of the same kind of record that has most in common with this one.
  init?(_ bytes: [UInt8], blob: ObjectID, kind: RecordKind, near neighbor: RecordText? = nil) {
    guard Document.hasFrontMatter(bytes) else {
      if kind == .note { return nil }
      self = .unreadable(.frontMatterMissing)
      return
    }
    if let text = RecordText(bytes, blob: blob, kind: kind, near: neighbor) {
      self = .readable(text)
      return
    }
    do throws(UnreadableRecord) {
      self = .readable(RecordText(try Document.parse(bytes), blob: blob, kind: kind))
    } catch {
      self = .unreadable(VersionProblem(error.problem))
    }
  }

  /// Whether it is a record only if it continues one.
  var lacksFrontMatter: Bool {
    if case .unreadable(.frontMatterMissing) = self { true } else { false }
  }

  /// What the version says, if it can be read.
  var text: RecordText? {
    if case .readable(let text) = self { text } else { nil }
  }
}

extension VersionProblem {
  /// Of a file that doesn't start with front matter.
  fileprivate static let frontMatterMissing = VersionProblem(code: DiagnosticCode.frontMatterMissing.rawValue)

  fileprivate init(_ problem: Diagnostic) {
    self.init(code: problem.code.rawValue, line: problem.start?.line, column: problem.start?.column)
  }
}
