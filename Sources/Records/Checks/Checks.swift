/// A record with the place it stands in.
package struct CheckedRecord: Sendable, Hashable {
  /// The path from the repository's root.
  package let path: String
  package let document: Document

  package init(path: String, document: Document) {
    self.path = path
    self.document = document
  }
}

/// Everything that can be said about records without knowing the day or the history.
package enum Checks {
  /// Returns the findings in one record, in the order of their places.
  package static func diagnostics(for document: Document, at path: String, kind: RecordKind) -> [Diagnostic] {
    let record = RecordUnderCheck(path: path, document: document, description: .of(kind))
    var found = document.findings
    found += checkFieldValues(record)
    found += checkRequiredFields(record)
    found += checkCutValues(record)
    found += checkMisspelledFields(record)
    found += checkMeetingFileName(record)
    found += checkTaskDueDates(record)
    found += checkTaskSpelling(record)
    found += checkNearHeadings(record)
    found += checkProgressDays(record)
    found += checkAssessedTwice(record)
    found += checkUncountedAssessments(record)
    found += checkOpenQuestions(record)
    return sorted(found.map { $0.at(path: path) })
  }

  /// Returns what can be seen only by looking at all records of a space together, by path and place.
  package static func diagnostics(across records: [CheckedRecord]) -> [Diagnostic] {
    sorted(
      checkDuplicateIDs(records) + checkReferences(records) + checkPrivateRecords(records) + checkMeetingDays(records)
    )
  }

  private static func sorted(_ diagnostics: [Diagnostic]) -> [Diagnostic] {
    diagnostics.enumerated().sorted {
      let left = $0.element
      let right = $1.element
      if left.path != right.path { return (left.path ?? "") < (right.path ?? "") }
      let leftStart = left.range?.lowerBound ?? 0
      let rightStart = right.range?.lowerBound ?? 0
      return (leftStart, $0.offset) < (rightStart, $1.offset)
    }.map(\.element)
  }
}

/// What every check of one record looks at.
struct RecordUnderCheck {
  let path: String
  let document: Document
  let description: KindDescription

  var kind: RecordKind { description.kind }

  /// Makes a finding about a field's value.
  func finding(
    _ code: DiagnosticCode,
    _ severity: Severity,
    at range: Range<Int>,
    _ summary: String,
    help: String? = nil,
    fixes: [Fix] = []
  ) -> Diagnostic {
    Diagnostic(
      code: code,
      severity: severity,
      at: range,
      in: document.lines,
      showingLine: range.lowerBound < document.bodyRange.lowerBound,
      summary: summary,
      help: help,
      fixes: fixes
    )
  }
}
